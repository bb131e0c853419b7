import { parentPort } from 'node:worker_threads';
import { comparePapers, type TextArea } from './compare-papers.ts';
import { encodePng } from './encode-png.ts';
import { linesOf } from './lines-of.ts';
import { readPdf } from './pdf-reader.ts';
import { type PagePicture, type PaperDifference, pictureDpi } from './picture-job.ts';

export type PictureQuestion =
  | { readonly draw: { readonly pdf: Uint8Array; readonly pictures: boolean } }
  | {
      readonly compare: {
        readonly before: Uint8Array;
        readonly after: Uint8Array;
        readonly pictures: boolean;
        readonly area?: TextArea;
      };
    };
export type PictureAnswer =
  | { readonly pages: readonly PagePicture[] }
  | { readonly difference: PaperDifference }
  | { readonly failure: string };

const answer = async (question: PictureQuestion): Promise<PictureAnswer> => {
  try {
    if ('compare' in question) {
      const { before, after, ...how } = question.compare;
      return { difference: await comparePapers(before, after, how) };
    }
    const { pdf, pictures } = question.draw;
    const pages = await readPdf(pdf, ({ width, height, characters, draw }) => ({
      width,
      height,
      lines: linesOf(characters),
      ...(pictures && { png: encodePng(draw(pictureDpi)) }),
    }));
    return { pages };
  } catch (error) {
    return { failure: String(error instanceof Error ? error.message : error).slice(0, 500) };
  }
};

parentPort?.on('message', (question: PictureQuestion) => {
  void answer(question).then((made) => parentPort?.postMessage(made));
});

parentPort?.postMessage('ready');
