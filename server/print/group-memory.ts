import { readdirSync, readFileSync } from 'node:fs';

const pageBytes = 4096;

/** Resident bytes of all processes of a process group (Linux, proc(5)); 0 where /proc does not exist. */
export const groupMemory = (group: number): number => {
  let total = 0;
  try {
    for (const name of readdirSync('/proc')) {
      if (/^\d+$/.test(name)) total += memberMemory(name, group);
    }
  } catch {
    return 0;
  }
  return total;
};

const memberMemory = (pid: string, group: number): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // the command name may hold spaces and brackets: fields are counted after its last bracket
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[2]) === group ? Number(fields[21]) * pageBytes : 0;
  } catch {
    return 0;
  }
};
