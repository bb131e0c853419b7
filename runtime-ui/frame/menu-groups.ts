import type { Title } from '#engine/schema/types.gen.ts';
import type { MenuModule } from '../answer/modules.ts';

export interface MenuGroup {
  readonly title: Title;
  readonly modules: readonly MenuModule[];
}

/** The modules with a place in the menu by group, in the order of their first module. */
export const menuGroups = (modules: readonly MenuModule[]): MenuGroup[] => {
  const groups = new Map<string, { title: Title; modules: MenuModule[] }>();
  const placed = modules.filter((module) => module.menu !== null);
  for (const module of [...placed].sort((a, b) => (a.menu?.order ?? 0) - (b.menu?.order ?? 0))) {
    const title = module.menu?.group ?? module.title;
    const group = groups.get(title.zh) ?? { title, modules: [] };
    group.modules.push(module);
    groups.set(title.zh, group);
  }
  return [...groups.values()];
};
