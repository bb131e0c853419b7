import type { Context } from '../command/context.ts';
import { mayImport } from '../command/import/receive-import.ts';
import { asJson } from '../storage/db.ts';

/** The signed-in person: organization, posts, roles, and the platform rights his roles give. */
export const whoAmI = async (context: Context) => {
  const { actor, catalog, storage } = context;
  const organization = await storage.read
    .selectFrom('organization')
    .selectAll()
    .where('id', '=', actor.organization)
    .executeTakeFirst();
  const system = new Set(actor.roles.flatMap((role) => catalog.definitions.role.get(role)?.system ?? []));
  return {
    account: { id: actor.id, name: actor.name },
    organization: {
      id: actor.organization,
      name: organization?.name ?? '',
      level: organization?.level ?? '',
      profile: organization ? asJson(organization.profile) : {},
    },
    roles: actor.roles,
    roleTitles: actor.roles.map((role) => catalog.definitions.role.get(role)?.title ?? { zh: role }),
    posts: actor.posts.map((held) => ({
      ...held,
      title: catalog.definitions.post.get(held.post)?.title ?? { zh: held.post },
    })),
    delegations: actor.delegations.map((delegation) => ({
      from: { id: delegation.from.id, name: delegation.from.name },
      post: delegation.post,
    })),
    system: [...system],
    imports: [...catalog.definitions.import.values()].some((definition) => mayImport(context, definition)),
    release: catalog.release,
    now: context.now,
  };
};
