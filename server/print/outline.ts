import { PDFArray, type PDFDocument, PDFHexString, PDFName, PDFNumber, type PDFRef } from '@cantoo/pdf-lib';
import type { Bookmark } from './bind-job.ts';

interface Level {
  readonly refs: readonly PDFRef[];
  /** Bookmarks on this level and below. */
  readonly count: number;
}

/** Adds the tree of bookmarks (PDF 32000-1, 12.3.3); `starts` is the first page of each piece. */
export const addBookmarks = (made: PDFDocument, bookmarks: readonly Bookmark[], starts: readonly number[]): void => {
  if (bookmarks.length === 0) return;
  const { context, catalog } = made;
  const pages = made.getPages();
  const root = context.nextRef();

  const lay = (items: readonly Bookmark[], parent: PDFRef): Level => {
    const refs = items.map(() => context.nextRef());
    const counts = items.map(({ title, piece, below = [] }, index) => {
      const own = refs[index] ?? root;
      const inner = lay(below, own);
      const page = pages[starts[piece] ?? 0];
      const target = PDFArray.withContext(context);
      for (const part of page === undefined ? [] : [page.ref, PDFName.of('Fit')]) target.push(part);
      const [previous, next] = [refs[index - 1], refs[index + 1]];
      context.assign(
        own,
        context.obj({
          Title: PDFHexString.fromText(title),
          Parent: parent,
          Dest: target,
          ...(previous && { Prev: previous }),
          ...(next && { Next: next }),
          ...ends(inner),
        }),
      );
      return 1 + inner.count;
    });
    return { refs, count: counts.reduce((sum, count) => sum + count, 0) };
  };

  const top = lay(bookmarks, root);
  context.assign(root, context.obj({ Type: 'Outlines', ...ends(top) }));
  catalog.set(PDFName.of('Outlines'), root);
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
};

const ends = ({ refs, count }: Level) => {
  const [first, last] = [refs[0], refs.at(-1)];
  return first === undefined || last === undefined ? {} : { First: first, Last: last, Count: PDFNumber.of(count) };
};
