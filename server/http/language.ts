import type { Context as KoaContext } from 'koa';
import { type Language, translate } from '#engine/message/translate.ts';

export { type Language, translate };

/** The caller's language: Chinese unless English is asked for first. */
export const languageOf = (ctx: KoaContext): Language =>
  ctx.acceptsLanguages('zh-CN', 'zh', 'en') === 'en' ? 'en' : 'zh';

/** The words of a message key with its parameters put in. */
export const words = (code: string, params: Readonly<Record<string, unknown>>, language: Language): string =>
  translate({ path: '', code, params }, language);
