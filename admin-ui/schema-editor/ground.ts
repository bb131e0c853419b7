import type { ComponentType } from 'react';
import type { Finding } from '#engine/definition/catalog.ts';
import type { Pack } from '../catalog/pack.ts';
import type { SchemaNode } from './schema-node.ts';

/** What all places of one definition share. */
interface Ground {
  readonly pack: Pack;
  readonly kind: string;
  /** The module the definition belongs to. */
  readonly home: string;
  readonly readOnly: boolean;
  /** Those of this definition. */
  readonly findings: readonly Finding[];
  /** Draws any place below. */
  readonly Place: ComponentType<PlaceProps>;
}

/** One place of a definition with its boxes. */
export interface PlaceProps {
  readonly ground: Ground;
  readonly node: SchemaNode;
  readonly value: unknown;
  /** The next value; undefined takes the member out. */
  readonly change: (next: unknown) => void;
  /** JSON Pointer. */
  readonly path: string;
  /** The name of the member, or of the list it is an item of. */
  readonly name: string;
  /** The module whose fields, states and actions are named here. */
  readonly module: string;
  readonly label: string;
  readonly optional: boolean;
}

/** The id of the box at a place. */
export const boxId = (path: string): string => `m${path.replaceAll(/[^A-Za-z0-9]/g, '-')}`;
