import { type RefObject, useMemo } from 'react';
import { highlight } from './highlight.ts';

interface CodeAreaProps {
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly label: string;
  readonly text: string;
  readonly isStyle: boolean;
  /** Lines with faults. */
  readonly faulty: ReadonlySet<number>;
  readonly readOnly: boolean;
  readonly change: (text: string) => void;
}

/**
 * A text with numbered lines and colours. The box people type in is the browser's own, so that input methods, spelling of
 * keys and readers work as everywhere; the colours lie behind it.
 */
export const CodeArea = ({ area, label, text, isStyle, faulty, readOnly, change }: CodeAreaProps) => {
  const lines = useMemo(() => highlight(text, isStyle), [text, isStyle]);
  return (
    <div className="code-area">
      <div className="code-layers">
        <pre aria-hidden="true" className="code-colours">
          {lines.map((pieces, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <div key={index} className={faulty.has(index + 1) ? 'code-line faulty' : 'code-line'}>
              {pieces.map((piece, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place
                <span key={at} className={`look-${piece.look}`}>
                  {piece.text}
                </span>
              ))}
              {'\n'}
            </div>
          ))}
        </pre>
        <textarea
          ref={area}
          aria-label={label}
          className="code-text"
          value={text}
          readOnly={readOnly}
          spellCheck={false}
          autoCapitalize="off"
          onChange={(event) => change(event.target.value)}
        />
      </div>
    </div>
  );
};
