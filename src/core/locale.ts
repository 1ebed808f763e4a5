/** The languages people can read Quartermaster in. */
export const locales = ['en', 'zh-CN'] as const;
export type Locale = (typeof locales)[number];

/** A text of the office file in each language. */
export type Localized = Readonly<Record<Locale, string>>;

/** The language of ours that serves a platform's tag best: `zh_TW`, `zh-Hans` → `zh-CN`; unknown → undefined. */
export function matchLocale(tag: string | undefined): Locale | undefined {
  if (tag === undefined) return undefined;
  const language = tag.toLowerCase().split(/[-_]/)[0];
  return language === 'zh' ? 'zh-CN' : language === 'en' ? 'en' : undefined;
}

/** The language of something that was written for a person, by its script; `otherwise` where it has no letters. */
export function localeOfText(text: string, otherwise: Locale): Locale {
  if (/\p{Script=Han}/u.test(text)) return 'zh-CN';
  return /[A-Za-z]/.test(text) ? 'en' : otherwise;
}
