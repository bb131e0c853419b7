import { api } from '../../runtime-ui/api.ts';
import type { DraftAccess } from '../publish/access-answer.ts';
import type { Draft, DraftSummary } from '../types.ts';

export const draftAddress = (id: string): string => `/admin/drafts/${encodeURIComponent(id)}`;
export const editorAddress = (draft: string, kind: string, key: string): string =>
  `${draftAddress(draft)}/${kind}/${encodeURIComponent(key)}`;

const path = (id: string) => `/drafts/${encodeURIComponent(id)}`;
const itemPath = (id: string, kind: string, key: string) =>
  `${path(id)}/definitions/${kind}/${encodeURIComponent(key)}`;

/** Everything this interface asks of the server about drafts. */
export const draftApi = {
  list: () => api.get<DraftSummary[]>('/drafts'),
  read: (id: string) => api.get<Draft>(path(id)),
  open: (title: string, key: string) => api.post<{ id: string }>('/drafts', { title }, key),
  saveDefinition: (id: string, kind: string, key: string, definition: unknown) =>
    api.put<unknown>(itemPath(id, kind, key), { definition }),
  saveText: (id: string, kind: string, key: string, text: string) =>
    api.put<unknown>(itemPath(id, kind, key), { text }),
  /** Several that change together: all of them or none; a template's value is its text, null deletes. */
  saveTogether: (
    id: string,
    items: readonly { readonly kind: string; readonly key: string; readonly value: unknown }[],
  ) => api.put<unknown>(`${path(id)}/definitions`, { items }),
  takeOut: (id: string, kind: string, key: string) => api.remove(itemPath(id, kind, key)),
  /** Deletes a definition that is in force, once the draft is published. */
  remove: (id: string, kind: string, key: string) => api.remove(`${itemPath(id, kind, key)}?remove=1`),
  /** Who would gain what, who approved it, and when it is planned. */
  access: (id: string) => api.get<DraftAccess>(`${path(id)}/access`),
  approve: (id: string, content: string, note: string, key: string) =>
    api.post<DraftAccess>(`${path(id)}/approve`, { content, note }, key),
  plan: (id: string, at: string, note: string) => api.post<DraftAccess>(`${path(id)}/schedule`, { at, note }),
  unplan: (id: string) => api.remove(`${path(id)}/schedule`),
  discard: (id: string) => api.remove(path(id)),
};
