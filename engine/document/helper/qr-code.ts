import { getPath } from '../../json.ts';
import type { DocumentHelper } from '../document-helper.ts';
import { Html } from '../html.ts';

const shape = /^[MmHhVvLlZz0-9 .,-]+$/;

/** `{{qrCode view}}`: `{size, path}`, modules a side and the SVG path of the dark ones; nothing when absent or not a path. */
export const qrCode: DocumentHelper = {
  name: 'qrCode',
  run: ({ args: [view] }) => {
    const size = getPath(view, 'size');
    const path = getPath(view, 'path');
    if (typeof size !== 'number' || typeof path !== 'string' || !shape.test(path)) return '';
    return new Html(
      `<svg class="qr-code" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true"><path d="${path}"/></svg>`,
    );
  },
};
