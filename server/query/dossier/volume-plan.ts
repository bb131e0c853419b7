import type { DossierDefinition } from '#engine/schema/types.gen.ts';

export type Volume = DossierDefinition['volumes'][number];
export type Part = Volume['parts'][number];

interface OfRecord {
  readonly module: string;
  readonly id: string;
}

/** A file that lies in a volume. */
export interface PlannedFile {
  readonly id: string;
  readonly hash: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly name: string;
  readonly title: string;
  readonly date: string;
  readonly record: OfRecord;
}

interface Common {
  /** Place of its part in the volume. */
  readonly part: number;
  readonly title: string;
  readonly number: string | null;
  readonly date: string | null;
  readonly note: string | null;
  readonly record: OfRecord;
  /** The PDF it is bound as, once there is one, and its pages. */
  readonly pdf?: string;
  readonly pages?: number;
}

/** An issued paper: its stored PDF, or a copy from the same frozen data with what this person does not see starred. */
export interface PaperPiece extends Common {
  readonly kind: 'paper';
  readonly id: string;
  readonly hash: string;
  readonly masked: boolean;
}

/** A document printed for the volume alone. */
interface SheetPiece extends Common {
  readonly kind: 'sheet';
  readonly document: string;
  /** SHA-256 of its data view. */
  readonly hash: string;
}

/** Pictures of one record, two a page. */
interface PhotosPiece extends Common {
  readonly kind: 'photos';
  readonly images: readonly PlannedFile[];
}

interface FilePiece extends Common {
  readonly kind: 'file';
  readonly file: PlannedFile;
}

/** The scan of a paper that was signed by hand, in its place. */
interface ScanPiece extends Common {
  readonly kind: 'scan';
  readonly id: string;
  readonly file: PlannedFile;
  /** The paper as it was printed, for a scan that turns out not to be sound. */
  readonly printed: { readonly pdf: string; readonly pages: number };
}

export type Piece = PaperPiece | SheetPiece | PhotosPiece | FilePiece | ScanPiece;

export interface VolumePlan {
  readonly pieces: readonly Piece[];
  /** What cannot be bound and is listed by medium and hash. */
  readonly media: readonly PlannedFile[];
  /** The newest moment of what lies in it: the date of the bound PDF. */
  readonly at: string;
}
