let texts: Record<string, string> = {};
let locale = 'en';

/** Takes the reader's language, as the server sent it. */
export function setTexts(newTexts: Record<string, string>, newLocale: string): void {
  texts = newTexts;
  locale = newLocale;
  document.documentElement.lang = newLocale;
}

/** The text for a key, its `{name}` placeholders filled. */
export function text(key: string, args: Record<string, string | number> = {}): string {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole));
}

/** A moment as people say it: the time alone today, with its day before. */
export function moment(iso: string): string {
  const at = new Date(iso);
  const today = at.toDateString() === new Date().toDateString();
  const day = today ? {} : ({ month: 'short', day: 'numeric' } as const);
  return new Intl.DateTimeFormat(locale, { ...day, hour: '2-digit', minute: '2-digit' }).format(at);
}
