import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '../core/locale.ts';
import en from './locales/en.json' with { type: 'json' };
import zhCN from './locales/zh-CN.json' with { type: 'json' };

/** Every text of the product by name. English is the list; `npm run check` holds the others to it. */
export type MessageKey = keyof typeof en;
export type MessageArgs = Record<string, string | number | Date>;

const messages: Record<Locale, Record<MessageKey, string>> = { en, 'zh-CN': zhCN };
const compiled: Record<Locale, Map<MessageKey, IntlMessageFormat>> = { en: new Map(), 'zh-CN': new Map() };

/** The text for `key` in `locale`; `args` fill the ICU placeholders. The result is plain text, never markup. */
export function t(locale: Locale, key: MessageKey, args?: MessageArgs): string {
  const source = messages[locale][key];
  if (args === undefined && !source.includes('{') && !source.includes("'")) return source;
  let format = compiled[locale].get(key);
  if (format === undefined) {
    format = new IntlMessageFormat(source, locale, undefined, { ignoreTag: true });
    compiled[locale].set(key, format);
  }
  return String(format.format(args));
}

/** All texts whose key begins with `prefix`, for a browser that translates by itself. */
export function messagesOf(locale: Locale, prefix: string): Record<string, string> {
  return Object.fromEntries(Object.entries(messages[locale]).filter(([key]) => key.startsWith(prefix)));
}
