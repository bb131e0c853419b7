import { mask as hide } from '../../text/mask.ts';
import type { DocumentHelper } from '../document-helper.ts';

/** `{{mask "idNo" text}}` */
export const mask: DocumentHelper = {
  name: 'mask',
  run: ({ args: [kind, text] }) => (typeof text === 'string' ? hide(String(kind), text) : ''),
};
