let texts: Record<string, string> = {};
let locale = 'en';
let timeZone: string | undefined;

/** Takes the reader's language and zone, as the server sent them. */
export function setTexts(
  newTexts: Record<string, string>,
  me: { locale: string; timezone?: string | undefined },
): void {
  texts = newTexts;
  locale = me.locale;
  timeZone = me.timezone;
  document.documentElement.lang = locale;
}

/** The text for a key, its `{name}` placeholders filled. */
export function text(key: string, args: Record<string, string | number> = {}): string {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole));
}

/** A moment as people say it: the time alone today, with its day before. */
export function moment(iso: string): string {
  const at = new Date(iso);
  const days = new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short' });
  const today = days.format(at) === days.format(new Date());
  const day = today ? {} : ({ month: 'short', day: 'numeric' } as const);
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(locale, { timeZone, ...day, ...time }).format(at);
}
