import { type Issue, pointer } from '../issue.ts';
import type { Title } from '../schema/types.gen.ts';

/**
 * Collects the issues of one run. The walk sets where it is before a value is read or judged, so that no pointer is
 * built for a value without fault.
 */
export class Sink {
  /** Pointer of the object that is being read. */
  base = '';
  key = '';
  /** Index in a field with several values, else -1. */
  item = -1;
  title: Title = { zh: '' };
  /** Words the form itself brings for every fault of the field. */
  message: Title | undefined;
  issues: Issue[] = [];

  at(base: string, key: string, title: Title, message?: Title): void {
    this.base = base;
    this.key = key;
    this.item = -1;
    this.title = title;
    this.message = message;
  }

  path(): string {
    const field = this.base + pointer(this.key);
    return this.item < 0 ? field : `${field}/${this.item}`;
  }

  fail(code: string, params: Readonly<Record<string, unknown>> = {}, below = ''): undefined {
    const words = this.message === undefined ? {} : { message: this.message };
    this.issues.push({ path: this.path() + below, code, params: { field: this.title, ...words, ...params } });
    return undefined;
  }
}
