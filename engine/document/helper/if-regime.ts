import { getPath } from '../../json.ts';
import type { DocumentHelper } from '../document-helper.ts';

/** `{{#ifRegime "a" "b"}}…{{else}}…{{/ifRegime}}`: the record is governed by one of the regimes named. */
export const ifRegime: DocumentHelper = {
  name: 'ifRegime',
  block: true,
  run: ({ args, root }) => args.includes(getPath(root, 'system.regime')),
};
