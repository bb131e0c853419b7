import { Input, Select, Space } from 'antd';
import type { Catalog } from '#engine/definition/catalog.ts';
import { areaLevels } from '#engine/parameter/lookup.ts';
import { api } from '../../runtime-ui/api.ts';
import { useLoaded } from '../../runtime-ui/use-loaded.ts';
import { titled } from '../../runtime-ui/words.ts';
import type { PlacedOrganization } from '../parameter/lookup-question.ts';
import type { ParameterRow } from '../parameter/parameter-rows.ts';
import { say, sayIfKnown } from '../words.ts';

interface AreaInputProps {
  readonly id: string;
  readonly row: ParameterRow;
  readonly catalog: Catalog;
  readonly set: (part: Partial<ParameterRow>) => void;
}

/** Where a value holds: everywhere, or in one area or organization, which then goes before wider ones. */
export const AreaInput = ({ id, row, catalog, set }: AreaInputProps) => {
  const { level, code } = row.area;
  const everywhere = level === areaLevels[0];
  const regions = [...catalog.definitions.region.values()].flatMap((region) => region.items);
  const organizations = useLoaded('organizations', () => api.get<PlacedOrganization[]>('/organizations'));
  const places =
    level === 'organization'
      ? (organizations.value ?? []).map(({ id: value, name }) => ({ value, label: name }))
      : regions.map((region) => ({ value: region.code, label: titled(region.title) }));
  const known = places.length > 0;
  const place = (next: string) => set({ area: { level, code: next } });
  return (
    <Space.Compact block>
      <Select
        id={id}
        value={level}
        onChange={(next) => set({ area: { level: next, code: '' } })}
        options={areaLevels.map((value) => ({ value, label: sayIfKnown(`area.${value}`) }))}
      />
      {!everywhere && known && (
        <Select
          aria-label={say('parameter.areaCode')}
          showSearch={{ optionFilterProp: 'label' }}
          value={code}
          onChange={place}
          options={places}
        />
      )}
      {!everywhere && !known && (
        <Input aria-label={say('parameter.areaCode')} value={code} onChange={(event) => place(event.target.value)} />
      )}
    </Space.Compact>
  );
};
