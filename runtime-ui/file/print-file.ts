import { api } from '../api.ts';
import type { SeenFile } from './seen-file.ts';
import { shownAs } from './shown-as.ts';

const page = (address: string): string =>
  `<!doctype html><style>@page{margin:12mm}body{margin:0}img{display:block;max-width:100%;max-height:265mm;margin:auto}</style><img src="${address}">`;

/** Fetches the file for printing, which its custody log tells, and hands it to the printer's dialog. */
export const printFile = async (file: SeenFile): Promise<void> => {
  const bytes = await api.blob(`/files/${file.id}?for=print`);
  const picture = shownAs(file) === 'picture';
  const address = URL.createObjectURL(picture ? bytes : new Blob([bytes], { type: 'application/pdf' }));
  await printAddress(address, picture);
};

/** Prints what lies under an address of this page's own. */
export const printAddress = (address: string, picture = false): Promise<void> =>
  new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.className = 'print-frame';
    frame.addEventListener('load', () => {
      frame.contentWindow?.print();
      resolve();
      // The dialog of some browsers reads the frame while it is open.
      setTimeout(() => {
        frame.remove();
        URL.revokeObjectURL(address);
      }, 120_000);
    });
    if (picture) frame.srcdoc = page(address);
    else frame.src = address;
    document.body.append(frame);
  });
