import { Input, InputNumber, Select, Space } from 'antd';
import { formatMoney, parseMoney } from '#engine/text/money.ts';
import type { Column, Described } from '../answer/modules.ts';
import { useSession } from '../session/session.ts';
import { codeChoices, optionsOfList, organizationChoices, personChoices } from '../value/choices.ts';
import { DayInput } from '../value/DayInput.tsx';
import { loadOrganizations, loadRegions, loadUsers } from '../value/lookup.ts';
import { PickInput } from '../value/PickInput.tsx';
import { say, titled } from '../words.ts';
import { dayOfEdge, edgeOfDay, fieldName } from './query-names.ts';

interface QueryFieldProps {
  readonly column: Column;
  readonly described: Described;
  readonly id: string;
  readonly filters: ReadonlyMap<string, string>;
  readonly change: (name: string, value: string) => void;
}

/** The input of one condition: text contains, one of a code list and what is below, ranges of days, money and numbers. */
export const QueryField = (props: QueryFieldProps) => {
  const { column } = props;
  if (column.field === '$state') return <StateField {...props} />;
  if (column.field === '$organization') return <PickField {...props} column={{ ...column, type: 'organization' }} />;
  switch (column.type) {
    case 'date':
    case 'instant':
      return <DayRange {...props} />;
    case 'money':
      return <MoneyRange {...props} />;
    case 'integer':
    case 'decimal':
      return <NumberRange {...props} />;
    case 'code':
    case 'codes':
    case 'organization':
    case 'region':
    case 'user':
    case 'users':
      return <PickField {...props} />;
    case 'boolean':
      return <BooleanField {...props} />;
    default:
      return <TextField {...props} />;
  }
};

const TextField = ({ column, id, filters, change }: QueryFieldProps) => {
  const name = `${fieldName(column.field)}__contains`;
  return (
    <Input
      id={id}
      allowClear
      maxLength={100}
      value={filters.get(name) ?? ''}
      onChange={(event) => change(name, event.target.value)}
    />
  );
};

const StateField = ({ described, id, filters, change }: QueryFieldProps) => {
  const value = filters.get('state__in');
  return (
    <Select
      id={id}
      mode="multiple"
      allowClear
      maxTagCount="responsive"
      optionFilterProp="label"
      value={value ? value.split(',') : []}
      onChange={(states: string[]) => change('state__in', states.join(','))}
      options={Object.entries(described.states).map(([state, { title }]) => ({ value: state, label: titled(title) }))}
    />
  );
};

const BooleanField = ({ column, id, filters, change }: QueryFieldProps) => {
  const name = fieldName(column.field);
  const options = [
    { value: 'true', label: say('yes') },
    { value: 'false', label: say('no') },
  ];
  return (
    <Select
      id={id}
      allowClear
      value={filters.get(name)}
      options={options}
      onChange={(value?: string) => change(name, value ?? '')}
    />
  );
};

const DayRange = ({ column, id, filters, change }: QueryFieldProps) => {
  const name = fieldName(column.field);
  const input = (edge: 'from' | 'to') => {
    const full = `${name}__${edge === 'from' ? 'gte' : 'lte'}`;
    return (
      <DayInput
        id={edge === 'from' ? id : `${id}-to`}
        label={say(edge === 'from' ? 'list.from' : 'list.to')}
        value={dayOfEdge(filters.get(full))}
        change={(day) => change(full, edgeOfDay(day, edge, column.type === 'instant'))}
      />
    );
  };
  return (
    <span className="range">
      {input('from')}
      <span aria-hidden="true">–</span>
      {input('to')}
    </span>
  );
};

const MoneyRange = ({ column, id, filters, change }: QueryFieldProps) => {
  const name = fieldName(column.field);
  const input = (edge: 'gte' | 'lte', label: string) => {
    const value = filters.get(`${name}__${edge}`);
    return (
      <InputNumber<string>
        id={edge === 'gte' ? id : `${id}-to`}
        aria-label={label}
        stringMode
        min="0"
        precision={2}
        controls={false}
        value={value === undefined ? null : formatMoney(Number(value))}
        onChange={(text) => change(`${name}__${edge}`, text === null ? '' : String(parseMoney(text) ?? ''))}
      />
    );
  };
  return (
    <Space.Compact block>
      {input('gte', say('list.from'))}
      {input('lte', say('list.to'))}
    </Space.Compact>
  );
};

const NumberRange = ({ column, id, filters, change }: QueryFieldProps) => {
  const name = fieldName(column.field);
  const input = (edge: 'gte' | 'lte', label: string) => (
    <InputNumber<string>
      id={edge === 'gte' ? id : `${id}-to`}
      aria-label={label}
      stringMode
      controls={false}
      value={filters.get(`${name}__${edge}`) ?? null}
      onChange={(text) => change(`${name}__${edge}`, text ?? '')}
    />
  );
  return (
    <Space.Compact block>
      {input('gte', say('list.from'))}
      {input('lte', say('list.to'))}
    </Space.Compact>
  );
};

/** A single code means itself and everything below it; organizations likewise. */
const PickField = ({ column, id, filters, change }: QueryFieldProps) => {
  const { me } = useSession();
  const several = column.type === 'codes' || column.type === 'users';
  const below = column.type === 'code' || column.field === '$organization';
  const name = `${fieldName(column.field)}${several ? '__in' : below ? '__under' : ''}`;
  const load = () => {
    if (column.type === 'organization') return loadOrganizations().then(organizationChoices);
    if (column.type === 'region') return loadRegions().then(optionsOfList);
    if (column.type === 'user' || column.type === 'users') return loadUsers(me.organization.id).then(personChoices);
    return codeChoices(column.codes ?? '');
  };
  const value = filters.get(name);
  return (
    <PickInput
      id={id}
      source={`${column.type} ${column.codes ?? ''} ${me.organization.id}`}
      load={load}
      multiple={several}
      value={several ? (value?.split(',') ?? []) : (value ?? null)}
      change={(next) => change(name, Array.isArray(next) ? next.join(',') : (next ?? ''))}
    />
  );
};
