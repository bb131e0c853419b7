import { Select } from 'antd';
import { useId } from 'react';
import type { Catalog } from '#engine/definition/catalog.ts';
import { useSession } from '../../runtime-ui/session/session.ts';
import { type Choice, optionsOfList, organizationChoices, personChoices } from '../../runtime-ui/value/choices.ts';
import { DayInput } from '../../runtime-ui/value/DayInput.tsx';
import { loadOrganizations, loadUsers } from '../../runtime-ui/value/lookup.ts';
import { PickInput } from '../../runtime-ui/value/PickInput.tsx';
import { say } from '../words.ts';
import type { FactChoice } from './fact-choice.ts';
import { readValue, showTyped } from './read-value.ts';
import { TypedInput } from './TypedInput.tsx';

export interface LiteralProps {
  readonly fact: Pick<FactChoice, 'type' | 'codes' | 'choices'>;
  readonly catalog: Catalog;
  readonly label: string;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
  readonly id?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** Where the values of a fact are chosen from; undefined where they are typed. */
const sourceOf = (
  { type, codes, choices }: LiteralProps['fact'],
  catalog: Catalog,
  organization: string,
): { readonly name: string; readonly load: () => Promise<readonly Choice[]> } | undefined => {
  if (choices !== undefined)
    return { name: `choices ${choices.map(({ value }) => value).join()}`, load: async () => choices };
  const list = catalog.definitions.codes.get(codes ?? '');
  if (list !== undefined)
    return { name: `list ${list.key} ${JSON.stringify(list.items)}`, load: async () => optionsOfList(list.items) };
  if (type === 'region')
    return {
      name: 'regions',
      load: async () => [...catalog.definitions.region.values()].flatMap(({ items }) => optionsOfList(items)),
    };
  if (type === 'organization')
    return { name: 'organizations', load: async () => organizationChoices(await loadOrganizations()) };
  if (type === 'user' || type === 'users')
    return { name: `users ${organization}`, load: async () => personChoices(await loadUsers(organization)) };
  return undefined;
};

/** One value of a fact's type: chosen where there is something to choose from, else typed. */
export const LiteralInput = (props: LiteralProps) => {
  const { fact, catalog, label, value, change, id, disabled = false } = props;
  const source = sourceOf(fact, catalog, useSession().me.organization.id);
  if (source !== undefined)
    return <Pick {...props} source={source} multiple={false} value={typeof value === 'string' ? value : null} />;
  switch (fact.type) {
    case 'boolean':
      return (
        <Select
          {...(id !== undefined && { id })}
          aria-label={label}
          className="condition-value"
          disabled={disabled}
          value={value === true}
          onChange={change}
          options={[
            { value: true, label: say('yes') },
            { value: false, label: say('no') },
          ]}
        />
      );
    case 'date':
      return (
        <DayInput label={label} disabled={disabled} value={String(value ?? '')} change={change} {...(id && { id })} />
      );
    default:
      return <Typed {...props} />;
  }
};

const Typed = ({ fact, label, value, change, id, disabled }: LiteralProps) => (
  <TypedInput
    id={id}
    label={label}
    disabled={disabled}
    className="condition-value"
    value={value}
    show={(one) => showTyped(fact.type, one)}
    read={(text) => readValue(fact.type, text)}
    change={change}
    {...(fact.type === 'money' && { suffix: say('value.yuan') })}
  />
);

interface PickProps extends LiteralProps {
  readonly source: NonNullable<ReturnType<typeof sourceOf>>;
  readonly multiple: boolean;
  readonly value: string | readonly string[] | null;
}

const Pick = ({ source, multiple, label, value, change, id, disabled }: PickProps) => {
  const name = useId();
  return (
    <span className="condition-pick">
      <span id={name} className="sr-only">
        {label}
      </span>
      <PickInput
        {...(id !== undefined && { id })}
        labelledBy={name}
        source={source.name}
        load={source.load}
        multiple={multiple}
        value={value}
        change={(next) => change(next ?? (multiple ? [] : ''))}
        disabled={disabled ?? false}
      />
    </span>
  );
};

/** Several values of a fact's type. */
export const LiteralsInput = (props: LiteralProps) => {
  const { fact, catalog, label, value, change, disabled = false } = props;
  const source = sourceOf(fact, catalog, useSession().me.organization.id);
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  if (source !== undefined) return <Pick {...props} source={source} multiple value={values.map(String)} />;
  const put = (texts: readonly string[]) =>
    change(texts.map((text) => readValue(fact.type, text)).filter((one) => one !== undefined));
  return (
    <Select
      mode="tags"
      aria-label={label}
      className="condition-value"
      disabled={disabled}
      open={false}
      suffixIcon={null}
      tokenSeparators={[' ', ',', '\uff0c', '\u3001']}
      value={values.map((one) => showTyped(fact.type, one))}
      onChange={put}
    />
  );
};
