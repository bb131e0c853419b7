import { createContext, use } from 'react';
import { api } from '../../runtime-ui/api.ts';
import type { Loaded } from '../../runtime-ui/use-loaded.ts';
import { type Pack, readPack } from './pack.ts';

export const PackContext = createContext<Loaded<Pack> | undefined>(undefined);

export const loadPack = async (): Promise<Pack> =>
  readPack(new Uint8Array(await (await api.blob('/pack.zip')).arrayBuffer()));

/** The definitions in force; only below the frame. */
export const usePack = (): Loaded<Pack> => {
  const pack = use(PackContext);
  if (pack === undefined) throw new Error('no definitions here');
  return pack;
};
