import { Tag } from 'antd';
import type { Title } from '#engine/schema/types.gen.ts';
import { titled } from '../words.ts';

const colours: Readonly<Record<string, string>> = {
  editable: 'blue',
  inApproval: 'gold',
  locked: 'geekblue',
  terminal: 'default',
};

/** The state of a record; the colour says only its class. */
export const StateTag = ({ title, of }: { readonly title: Title; readonly of: string }) => (
  <Tag color={colours[of] ?? 'default'}>{titled(title)}</Tag>
);
