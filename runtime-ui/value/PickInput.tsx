import { Select, TreeSelect } from 'antd';
import { useLoaded } from '../use-loaded.ts';
import { say } from '../words.ts';
import { type Choice, choiceTree, isTree } from './choices.ts';
import { type Labels, useLabels } from './lookup.ts';

export interface PickInputProps {
  readonly id?: string;
  /** Names what `load` gives: the same name, the same choices. */
  readonly source: string;
  readonly load: () => Promise<readonly Choice[]>;
  /** Of chosen records: their module, by which one that is not among the choices is named. */
  readonly records?: string;
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

/** What is chosen and no longer, or not by this person, to be chosen from: it stays and reads well. */
const strays = (
  { records, value }: PickInputProps,
  choices: readonly Choice[] | undefined,
  labels: Labels,
): readonly Choice[] => {
  if (records === undefined || choices === undefined) return [];
  const chosen = value === null ? [] : typeof value === 'string' ? [value] : value;
  return chosen
    .filter((one) => one !== '' && !choices.some((choice) => choice.value === one))
    .map((one) => ({ value: one, label: labels.record(records, one), disabled: true }));
};

/** Chooses one or several from a list or a tree, with a search by label. */
export const PickInput = (props: PickInputProps) => {
  const { source, load, multiple } = props;
  const choices = useLoaded(source, load);
  const labels = useLabels();
  const all = [...(choices.value ?? []), ...strays(props, choices.value, labels)];
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
