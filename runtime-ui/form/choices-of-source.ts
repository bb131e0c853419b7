import type { StoredRecord } from '../answer/records.ts';
import { api } from '../api.ts';
import { type Choice, codeChoices, optionsOfList, organizationChoices, personChoices } from '../value/choices.ts';
import { loadHolders, loadModule, loadModules, loadOrganizations, loadRegions, loadUsers } from '../value/lookup.ts';

/** Where a form stands: what its fields may choose from depends on it. */
export interface FormPlace {
  readonly organization: string;
  readonly today: string;
  readonly module: string;
  /** Absent while the record is not created yet. */
  readonly record?: string;
  /** The root of the family, whose children a field may name. */
  readonly parent?: { readonly module: string; readonly id: string };
}

const most = 200;

/** Nothing where this person may read none of them: the server would refuse. */
const records = async (module: string, place: FormPlace): Promise<Choice[]> => {
  const reads = (await loadModules()).some(({ key, operations }) => key === module && operations.includes('read'));
  if (!reads) return [];
  const parent = (await loadModule(module)).parent?.module;
  const holder =
    parent === place.module && place.record !== undefined ? { module: place.module, id: place.record } : place.parent;
  const path =
    parent !== undefined && holder !== undefined && holder.module === parent
      ? `/records/${parent}/${holder.id}/children/${module}`
      : `/records/${module}?limit=${most}`;
  const found = await api.get<StoredRecord[]>(path);
  return found.map(({ _id, metadata }) => ({ value: _id, label: metadata.title || _id }));
};

/** The choices of a source as expand-components names it. */
export const choicesOfSource = async (source: string, place: FormPlace): Promise<readonly Choice[]> => {
  const [kind, key = ''] = source.split(' ');
  switch (kind) {
    case 'codes':
      return await codeChoices(key, place.today);
    case 'users':
      return personChoices(
        key === '' ? await loadUsers(place.organization) : await loadHolders(key, place.organization),
      );
    case 'organizations':
      return organizationChoices(await loadOrganizations());
    case 'regions':
      return optionsOfList(await loadRegions());
    case 'records':
      return key === '' ? [] : await records(key, place);
    default:
      return [];
  }
};
