import type { Locale } from '../core/locale.ts';

const narrow = { type: 'conjunction', style: 'narrow' } as const;
const formats = { en: new Intl.ListFormat('en', narrow), 'zh-CN': new Intl.ListFormat('zh-CN', narrow) };

/** Several things in a row as people of this language write them: `Tea, coffee, milk`, `茶、咖啡、牛奶`. */
export const formatList = (items: Iterable<string>, locale: Locale): string => formats[locale].format(items);
