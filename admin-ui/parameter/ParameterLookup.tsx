import { Alert, Card, Form, Select } from 'antd';
import { useId, useState } from 'react';
import type { Catalog } from '#engine/definition/catalog.ts';
import { parameterAt } from '#engine/parameter/lookup.ts';
import type { ParameterDefinition } from '#engine/schema/types.gen.ts';
import { toCivilDate } from '#engine/time.ts';
import { api } from '../../runtime-ui/api.ts';
import { useSession } from '../../runtime-ui/session/session.ts';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { DayInput } from '../../runtime-ui/value/DayInput.tsx';
import { say, speech } from '../words.ts';
import { type Dimension, dimensionsOf } from './dimensions.ts';
import { chainOf, type PlacedOrganization } from './lookup-question.ts';
import { showParameterValue } from './show-parameter.ts';

interface ParameterLookupProps {
  readonly parameter: ParameterDefinition;
  readonly catalog: Catalog;
}

/** What applies to a record of a date, with the dimensions and the organization chosen. */
export const ParameterLookup = ({ parameter, catalog }: ParameterLookupProps) => {
  const { me } = useSession();
  const words = speech();
  const dimensions = dimensionsOf(catalog, parameter, words);
  const [date, setDate] = useState(toCivilDate(me.now));
  const [chosen, choose] = useState<Readonly<Record<string, string>>>({});
  const [organization, setOrganization] = useState<string>();
  const organizations = useLoaded('organizations', () => api.get<PlacedOrganization[]>('/organizations'));
  const withAreas = parameter.values.some((value) => value.area !== undefined && value.area.level !== 'national');
  const organizationChain = chainOf(organizations.value ?? [], organization);
  const answer = parameterAt(parameter, { date, dimensions: chosen, organizationChain });
  const id = useId();
  return (
    <Card size="small" className="lookup" title={<h2>{say('lookup.title')}</h2>}>
      <Form layout="vertical">
        <Form.Item label={say('lookup.date')} htmlFor={`${id}-date`}>
          <DayInput id={`${id}-date`} value={date} change={setDate} />
        </Form.Item>
        {dimensions.map((dimension) => (
          <DimensionItem
            key={dimension.name}
            id={`${id}-${dimension.name}`}
            dimension={dimension}
            value={chosen[dimension.name]}
            choose={(code) => choose({ ...chosen, [dimension.name]: code })}
          />
        ))}
        {withAreas && (
          <Form.Item label={say('lookup.organization')} htmlFor={`${id}-organization`}>
            <Select
              id={`${id}-organization`}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              value={organization ?? null}
              onChange={(value) => setOrganization(value ?? undefined)}
              options={(organizations.value ?? []).map(({ id: value, name }) => ({ value, label: name }))}
            />
          </Form.Item>
        )}
      </Form>
      <div aria-live="polite">
        {answer ? (
          <Alert
            type="success"
            title={<strong className="amount">{showParameterValue(catalog, parameter, answer.value, words)}</strong>}
            description={say('lookup.answer', { from: answer.from, basis: answer.basis ?? say('parameter.noBasis') })}
          />
        ) : (
          <Alert type="warning" title={say('lookup.none')} />
        )}
      </div>
    </Card>
  );
};

interface DimensionItemProps {
  readonly id: string;
  readonly dimension: Dimension;
  readonly value: string | undefined;
  readonly choose: (code: string) => void;
}

const DimensionItem = ({ id, dimension, value, choose }: DimensionItemProps) => (
  <Form.Item label={dimension.title} htmlFor={id}>
    <Select
      id={id}
      value={value ?? null}
      placeholder={say('lookup.choose')}
      onChange={(code) => choose(code ?? '')}
      options={dimension.choices.map(({ code, title }) => ({ value: code, label: title }))}
    />
  </Form.Item>
);
