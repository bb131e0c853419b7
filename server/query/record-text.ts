import type { Context } from '../command/context.ts';
import { holdsSealed } from '../command/secrets.ts';
import { lightsBeside, presentHeader, presentRecord, type ShownRow, seesSensitive } from './present-record.ts';
import { sensitiveFields } from './sensitive-fields.ts';

/** A row whose data may still be the bytes of its JSON. */
export type StoredRow = Omit<ShownRow, 'data'> & { readonly data: string | Buffer };

interface Options {
  readonly secrets?: boolean;
}

/** The row with its data as text. */
export const asRow = (row: StoredRow): ShownRow => ({ ...row, data: String(row.data) });

/** Whether nothing in the records of a module is starred for this actor. */
const seesAll = (context: Context, module: string): boolean =>
  seesSensitive(context, module) || sensitiveFields(context.catalog.module(module)).size === 0;

type Piece = string | Buffer;

const piecesOf = async (context: Context, rows: readonly StoredRow[], options: Options): Promise<Piece[][]> => {
  const beside = await lightsBeside(context, rows);
  const whole = new Map([...new Set(rows.map(({ module }) => module))].map((key) => [key, seesAll(context, key)]));
  return rows.map((row) => {
    const { head, metadata } = presentHeader(context, row);
    const asStored = whole.get(row.module) === true && !holdsSealed(row.data);
    const data = asStored ? row.data : JSON.stringify(presentRecord(context, asRow(row), options).data);
    const after = JSON.stringify({ ...metadata, ...beside(row) });
    return [`${JSON.stringify(head).slice(0, -1)},"data":`, data, `,"metadata":${after}}`];
  });
};

/** No UTF-16 unit takes more bytes of UTF-8. */
const widest = 3;

const joined = (pieces: readonly Piece[]): Buffer => {
  const most = pieces.reduce(
    (sum, piece) => sum + (typeof piece === 'string' ? piece.length * widest : piece.length),
    0,
  );
  const bytes = Buffer.allocUnsafe(most);
  let end = 0;
  for (const piece of pieces)
    end += typeof piece === 'string' ? bytes.write(piece, end, 'utf8') : piece.copy(bytes, end);
  return bytes.subarray(0, end);
};

/**
 * The JSON of one record as `presentWithLights` gives it. Stored data is passed on unread where nothing in it is hidden
 * from the actor or opened for him.
 */
export const recordText = async (context: Context, row: StoredRow, options: Options = {}): Promise<Buffer> =>
  joined((await piecesOf(context, [row], options)).flat());

/** The JSON list of the records. */
export const recordTexts = async (context: Context, rows: readonly StoredRow[]): Promise<Buffer> => {
  const texts = await piecesOf(context, rows, {});
  return joined(['[', ...texts.flatMap((text, index) => (index === 0 ? text : [',', ...text])), ']']);
};
