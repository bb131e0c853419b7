import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { isObject } from '#engine/json.ts';
import { signInPage } from '../../support/browser-page.ts';
import type { Walk } from '../../support/jiangzhou/walk.ts';
import { FormHands } from './form-hands.ts';
import { localTime } from './local-time.ts';
import { ScreenClock } from './screen-clock.ts';

interface CodeItem {
  readonly code: string;
  readonly title: { readonly zh: string };
}
interface Titled {
  readonly _id: string;
  readonly created: string;
  readonly metadata: { readonly title: string; readonly stateTitle: { readonly zh: string } };
}

const narrow = { width: 390, height: 844 } as const;
const wide = { width: 1366, height: 768 } as const;

/** A browser that people of the worked examples share: who sits at it, what he reads, how long he waits. */
export class WalkDesk {
  readonly page: Page;
  readonly walk: Walk;
  readonly hands: FormHands;
  readonly screens: ScreenClock;
  readonly pictures: string;
  actor = '';
  private day = '';
  private count = 0;
  private readonly lists = new Map<string, readonly CodeItem[]>();

  private constructor(page: Page, walk: Walk, screens: ScreenClock, pictures: string) {
    this.page = page;
    this.walk = walk;
    this.screens = screens;
    this.pictures = pictures;
    this.hands = new FormHands(page, (component, value) => this.labelOf(component, value));
  }

  static async at(page: Page, walk: Walk, pictures: string): Promise<WalkDesk> {
    mkdirSync(pictures, { recursive: true });
    // A page with something typed asks before it is left.
    page.on('dialog', (dialog) => void dialog.accept());
    return new WalkDesk(page, walk, await ScreenClock.on(page), pictures);
  }

  async picture(name: string): Promise<void> {
    this.count += 1;
    const path = join(this.pictures, `${String(this.count).padStart(3, '0')}-${name}.png`);
    await this.page.screenshot({ path: path as `${string}.png` });
  }

  /** The screen as it stands, as a telephone shows it. */
  async narrowPicture(name: string): Promise<void> {
    await this.page.setViewport(narrow);
    await this.screens.settled();
    await this.picture(`${name}-390`);
    await this.page.setViewport(wide);
    await this.screens.settled();
  }

  /** Another person or another day: sessions do not last. */
  async become(actor: string, at: string): Promise<void> {
    this.walk.system.clock.set(at);
    const day = at.slice(0, 10);
    if (actor === this.actor && day === this.day) return;
    // What the page before still asks must not be refused.
    await this.page.goto('about:blank');
    await signInPage(this.page, this.walk.system.url, actor);
    [this.actor, this.day] = [actor, day];
  }

  /** Goes to an address as a link within the interface does; loads the interface where the page has none. */
  async open(path: string, screen: string): Promise<void> {
    const { url } = this.walk.system;
    const here = this.page.url();
    // Who asks for the page he is on wants it anew.
    const inside = here.startsWith(url) && (path.includes('?') || new URL(here).pathname !== path);
    await this.screens.time(screen, async () => {
      if (!inside) return await this.page.goto(`${url}${path}`, { waitUntil: 'domcontentloaded' });
      return await this.page.evaluate((address) => {
        history.pushState(null, '', address);
        dispatchEvent(new PopStateEvent('popstate'));
      }, path);
    });
  }

  pageOf(name: string, tab = ''): string {
    const { module, id } = this.walk.thing(name);
    return `/m/${module}/${id}${tab === '' ? '' : `?tab=${tab}`}`;
  }

  async titleOf(name: string): Promise<string> {
    return (await this.walk.get<Titled>(this.actor, this.walk.path(name))).metadata.title;
  }

  /** What a record below another is called where one is chosen: those of one title say more. */
  async choiceOf(parent: string, name: string): Promise<string> {
    const { module, id } = this.walk.thing(name);
    const all = await this.walk.get<Titled[]>(this.actor, `${this.walk.path(parent)}/children/${module}`);
    const own = all.find(({ _id }) => _id === id);
    const title = own?.metadata.title ?? name;
    if (all.filter(({ metadata }) => metadata.title === title).length === 1 || own === undefined) return title;
    return `${title}（${own.metadata.stateTitle.zh}，${localTime(own.created)}）`;
  }

  private async listOf(path: string): Promise<readonly CodeItem[]> {
    const known = this.lists.get(path);
    if (known) return known;
    const answer = await this.walk.get<{ items: CodeItem[] } | CodeItem[]>(this.actor, path);
    const items = Array.isArray(answer) ? answer : answer.items;
    this.lists.set(path, items);
    return items;
  }

  /** What people read for a stored value of a field: the label of a code, the name of a person, the title of a record. */
  async labelOf(component: object, value: string): Promise<string> {
    const { type, meta, codes } = component as { type: string; meta?: { codes?: string }; codes?: string | null };
    const named = async (path: string) =>
      (await this.walk.get<{ id: string; name: string }[]>(this.actor, path)).find(({ id }) => id === value)?.name;
    const coded = async (path: string) => (await this.listOf(path)).find(({ code }) => code === value)?.title.zh;
    if (type === 'user' || type === 'users') return (await named('/users?organization=99010000')) ?? value;
    if (type === 'organization') return (await named('/organizations')) ?? value;
    if (type === 'region') return (await coded('/regions')) ?? value;
    if (type === 'record') {
      const thing = [...this.walk.named.entries()].find(([, { id }]) => id === value);
      return thing ? await this.titleOf(thing[0]) : value;
    }
    const list = codes ?? (isObject(meta) ? meta.codes : undefined);
    return typeof list === 'string' ? ((await coded(`/codes/${list}`)) ?? value) : value;
  }
}
