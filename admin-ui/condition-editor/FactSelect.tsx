import { Select } from 'antd';
import { matches } from '../field/reference-options.ts';
import { say } from '../words.ts';
import type { FactChoice } from './fact-choice.ts';

interface FactSelectProps {
  readonly facts: readonly FactChoice[];
  readonly value: string | undefined;
  readonly change: (fact: FactChoice) => void;
  readonly label: string;
  readonly id?: string | undefined;
  readonly disabled?: boolean | undefined;
}

interface FactOption {
  readonly value: string;
  readonly label: string;
  readonly search: string;
}

const optionOf = ({ name, title }: FactChoice): FactOption => ({
  value: name,
  label: title,
  search: `${title} ${name}`.toLowerCase(),
});

/** A fact found by its words; facts stand under what they are taken from. One that is named but missing stays in sight. */
export const FactSelect = ({ facts, value, change, label, id, disabled = false }: FactSelectProps) => {
  const groups = [...Map.groupBy(facts, ({ group }) => group)].map(([group, members]) => ({
    label: group,
    title: group,
    options: members.map(optionOf),
  }));
  const missing = value !== undefined && value !== '' && !facts.some(({ name }) => name === value);
  return (
    <Select<string, FactOption>
      {...(id !== undefined && { id })}
      aria-label={label}
      className="condition-fact"
      placeholder={say('condition-editor.chooseFact')}
      popupMatchSelectWidth={false}
      disabled={disabled}
      showSearch={{ filterOption: (words, option) => matches(words, option as FactOption | undefined) }}
      value={value === undefined || value === '' ? null : value}
      {...(missing && { status: 'error' as const })}
      options={groups as unknown as FactOption[]}
      onChange={(name: string) => {
        const fact = facts.find((one) => one.name === name);
        if (fact) change(fact);
      }}
    />
  );
};
