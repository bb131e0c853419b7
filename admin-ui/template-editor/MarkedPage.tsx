import { say } from '../words.ts';
import type { PageMark, PageSide } from './paper-api.ts';

interface MarkedPageProps {
  readonly side: PageSide | null;
  readonly look: 'gone' | 'come';
  readonly label: string;
}

/** A4 in points, as all papers are. */
const paper = { width: 595.3, height: 841.9 };
/** Points around a mark. */
const room = 2;

const part = (value: number, whole: number): string => `${((value / whole) * 100).toFixed(2)}%`;

const placeOf = ({ left, top, right, bottom }: PageMark) => ({
  left: part(left - room, paper.width),
  top: part(top - room, paper.height),
  width: part(right - left + 2 * room, paper.width),
  height: part(bottom - top + 2 * room, paper.height),
});

/** A page with what is gone from it, or came to it, marked. */
export const MarkedPage = ({ side, look, label }: MarkedPageProps) =>
  side === null ? (
    <div className="no-page muted">{say('template-editor.noPage')}</div>
  ) : (
    <figure className={`marked-page ${look}`}>
      <img src={`data:image/png;base64,${side.png}`} alt={label} />
      {side.marks.map((mark) => (
        <span key={`${mark.left} ${mark.top} ${mark.right}`} className="page-mark" style={placeOf(mark)} />
      ))}
    </figure>
  );
