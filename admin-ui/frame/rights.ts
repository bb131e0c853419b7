import { useSession } from '../../runtime-ui/session/session.ts';

export interface Rights {
  readonly read: boolean;
  readonly edit: boolean;
  readonly publish: boolean;
  readonly audit: boolean;
  readonly users: boolean;
  readonly operations: boolean;
}

/** What the platform rights of a person's roles let him do here. */
export const rightsOf = (system: readonly string[]): Rights => ({
  read: system.some((right) => right.startsWith('definitions')),
  edit: system.includes('definitionsEdit'),
  publish: system.includes('definitionsPublish'),
  audit: system.includes('auditRead'),
  users: system.includes('usersManage'),
  operations: system.includes('operations'),
});

export const useRights = (): Rights => rightsOf(useSession().me.system);
