import { all } from '../storage/db.ts';
import type { Invariant, Offence, World } from './world.ts';

interface Node {
  id: string;
  parent: string | null;
  level: string;
  region: string;
}

/** From the organization up to the root; undefined when the way up ends nowhere or turns in a circle. */
const pathOf = (nodes: ReadonlyMap<string, Node>, id: string): string[] | undefined => {
  const path: string[] = [];
  for (let at: string | null = id; at !== null; at = nodes.get(at)?.parent ?? null) {
    if (!nodes.has(at) || path.includes(at)) return undefined;
    path.push(at);
  }
  return path;
};

const faultOf = (world: World, node: Node, nodes: ReadonlyMap<string, Node>): string | undefined => {
  const parent = node.parent === null ? undefined : nodes.get(node.parent);
  if (node.parent !== null && parent === undefined) return 'its parent is not there';
  const rank = (level: string) => world.catalog?.definitions.level.get(level)?.rank;
  const [own, above] = [rank(node.level), parent && rank(parent.level)];
  if (world.catalog && own === undefined) return `there is no level ${node.level}`;
  if (own !== undefined && above !== undefined && own <= above) return 'its level is not below that of its parent';
  return undefined;
};

export const i20: Invariant = {
  id: 'I20',
  title: 'the organizations are one tree, and the closure table is that tree',
  find: async (world) => {
    const rows = await all<Node>(world.db, 'select `id`, `parent`, `level`, `region` from `organization`');
    const nodes = new Map(rows.map((row) => [row.id, row]));
    const broken: Offence[] = [];
    const say = (row: string, reason: string) => broken.push({ table: 'organization', row, reason });
    const wanted = new Set<string>();
    for (const node of rows) {
      const path = pathOf(nodes, node.id);
      const fault = path ? faultOf(world, node, nodes) : 'the way up from it never ends';
      if (fault) say(node.id, fault);
      for (const [depth, ancestor] of (path ?? []).entries()) wanted.add(`${ancestor}/${node.id}/${depth}`);
    }
    const roots = rows.filter(({ parent }) => parent === null);
    for (const { id } of roots.slice(1)) say(id, 'there is more than one root');
    const stored = await all<{ row: string }>(
      world.db,
      'select `ancestor`, `descendant`, `depth` from `organization_closure`',
    );
    const found = new Set(stored.map((row) => Object.values(row).join('/')));
    for (const key of wanted)
      if (!found.has(key)) broken.push({ table: 'organization_closure', row: key, reason: 'missing' });
    for (const key of found)
      if (!wanted.has(key)) broken.push({ table: 'organization_closure', row: key, reason: 'wrong' });
    return broken;
  },
};
