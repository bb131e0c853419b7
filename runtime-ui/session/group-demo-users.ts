import type { DemoUser } from '../answer/people.ts';

export interface DemoGroup {
  readonly id: string;
  readonly name: string;
  readonly level: DemoUser['organization']['levelTitle'];
  readonly users: readonly DemoUser[];
}

const textOf = (user: DemoUser): string =>
  [
    user.name,
    user.username,
    user.organization.name,
    ...[...user.posts, ...user.roles].flatMap((title) => [title.zh, title.en ?? '']),
  ]
    .join(' ')
    .toLowerCase();

/** The people by organization, in the order they came, kept when every word of the filter is found in name, post, role or organization. */
export const groupDemoUsers = (users: readonly DemoUser[], filter: string): DemoGroup[] => {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, { name: string; level: DemoGroup['level']; users: DemoUser[] }>();
  for (const user of users) {
    const text = textOf(user);
    if (!words.every((word) => text.includes(word))) continue;
    const { id, name, levelTitle } = user.organization;
    const group = groups.get(id) ?? { name, level: levelTitle, users: [] };
    group.users.push(user);
    groups.set(id, group);
  }
  return [...groups].map(([id, group]) => ({ id, ...group }));
};
