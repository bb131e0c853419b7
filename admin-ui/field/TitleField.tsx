import { Input } from 'antd';
import type { Title } from '#engine/schema/types.gen.ts';
import { say } from '../words.ts';
import './field.css';

interface TitleFieldProps {
  readonly id: string;
  readonly value: Title | undefined;
  /** Nothing where both are left empty and the title may be left out. */
  readonly change: (value: Title | undefined) => void;
  /** What is titled; the boxes are named by it. */
  readonly label: string;
  readonly optional?: boolean;
  readonly readOnly?: boolean | undefined;
  /** Longer words are typed in boxes that grow. */
  readonly long?: boolean;
}

/** Words in Chinese, and in English where somebody knows them. */
export const TitleField = ({ id, value, change, label, optional = false, readOnly = false, long }: TitleFieldProps) => {
  const put = (zh: string, en: string) =>
    change(zh === '' && en === '' && optional ? undefined : { zh, ...(en !== '' && { en }) });
  const [zh, en] = [value?.zh ?? '', value?.en ?? ''];
  const box = (name: string, words: string, text: string, set: (next: string) => void) => {
    const props = {
      id: name,
      'aria-label': words,
      placeholder: say(name === id ? 'member.zh' : 'member.en'),
      maxLength: 400,
      disabled: readOnly,
      value: text,
    };
    return long ? (
      <Input.TextArea {...props} autoSize={{ minRows: 1, maxRows: 6 }} onChange={(event) => set(event.target.value)} />
    ) : (
      <Input {...props} onChange={(event) => set(event.target.value)} />
    );
  };
  return (
    <div className="title-field">
      {box(id, say('field.inChinese', { name: label }), zh, (next) => put(next, en))}
      {box(`${id}-en`, say('field.inEnglish', { name: label }), en, (next) => put(zh, next))}
    </div>
  );
};
