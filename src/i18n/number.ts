import type { Locale } from '../core/locale.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** Made once for each language and currency: making one takes longer than drawing a whole card. */
function formatOf(locale: Locale, currency?: string): Intl.NumberFormat {
  const key = `${locale} ${currency ?? ''}`;
  let format = formats.get(key);
  if (format === undefined) {
    const style = currency && ({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const);
    format = new Intl.NumberFormat(locale, style || {});
    formats.set(key, format);
  }
  return format;
}

/** A number as people of this language read it: `12,500`. */
export const formatNumber = (value: number, locale: Locale): string => formatOf(locale).format(value);

/** An amount the same way: `¥12,500.00`. @param currency ISO 4217. */
export const formatMoney = (value: number, currency: string, locale: Locale): string =>
  formatOf(locale, currency).format(value);
