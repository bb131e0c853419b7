import { Select, TreeSelect } from 'antd';
import { useLoaded } from '../use-loaded.ts';
import { say } from '../words.ts';
import { type Choice, choiceTree, isTree } from './choices.ts';

export interface PickInputProps {
  readonly id?: string;
  /** Names what `load` gives: the same name, the same choices. */
  readonly source: string;
  readonly load: () => Promise<readonly Choice[]>;
  readonly multiple: boolean;
  readonly value: string | readonly string[] | null;
  readonly change: (value: string | string[] | null) => void;
  readonly disabled?: boolean;
  readonly labelledBy?: string;
  readonly required?: boolean;
  readonly invalid?: boolean;
}

const matches = (words: string, label: unknown): boolean =>
  String(label ?? '')
    .toLowerCase()
    .includes(words.toLowerCase());

const chosenOf = (value: PickInputProps['value']): string | string[] | undefined => {
  if (value === null || value === '') return undefined;
  return typeof value === 'string' ? value : [...value];
};

const attributes = ({ id, labelledBy, required, invalid, disabled, value, change }: PickInputProps) => {
  const chosen = chosenOf(value);
  return {
    ...(id !== undefined && { id }),
    ...(labelledBy !== undefined && { 'aria-labelledby': labelledBy }),
    ...(required && { 'aria-required': true }),
    ...(invalid && { status: 'error' as const }),
    ...(chosen !== undefined && { value: chosen }),
    allowClear: true,
    disabled: disabled ?? false,
    placeholder: say('pick.placeholder'),
    className: 'pick',
    popupMatchSelectWidth: false,
    onChange: (next: string | string[] | undefined) => change(next ?? null),
  };
};

/** Chooses one or several from a list or a tree, with a search by label. */
export const PickInput = (props: PickInputProps) => {
  const { source, load, multiple } = props;
  const choices = useLoaded(source, load);
  const all = choices.value ?? [];
  const common = {
    ...attributes(props),
    loading: choices.loading,
    notFoundContent: choices.problem ? say('pick.failed') : say('pick.none'),
  };
  if (isTree(all)) {
    return (
      <TreeSelect<string | string[]>
        {...common}
        multiple={multiple}
        showSearch
        treeData={choiceTree(all)}
        treeNodeFilterProp="title"
        treeDefaultExpandAll={all.length <= 40}
      />
    );
  }
  return (
    <Select<string | string[]>
      {...common}
      {...(multiple && { mode: 'multiple' as const })}
      showSearch={{ filterOption: (words, option) => matches(words, option?.label) }}
      options={all.map(({ value, label, disabled = false }) => ({ value, label, disabled }))}
    />
  );
};
