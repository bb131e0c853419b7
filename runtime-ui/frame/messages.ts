import type { Title } from '#engine/schema/types.gen.ts';
import { api } from '../api.ts';
import { type Loaded, useLoaded } from '../use-loaded.ts';

export interface Message {
  readonly id: string;
  readonly text: Title;
  readonly at: string;
  readonly read: string | null;
  readonly record: { readonly _id: string; readonly module: string; readonly title: string } | null;
}

/** The newest messages to the signed-in person. */
export const useMessages = (): Loaded<Message[]> => useLoaded('messages', () => api.get<Message[]>('/messages'));

export const markRead = (message: Message): Promise<void> => api.post(`/messages/${message.id}/read`);
