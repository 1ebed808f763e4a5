import type { Reader } from '../../engine/context.ts';
import { t } from '../../i18n/translate.ts';
import { formatDateTime } from '../../time/format.ts';

/** From when until when, as this reader's clocks show it: `Mon, Nov 23, 09:00 – Tue, Nov 24, 09:00`. */
export const spanText = (span: { startsAt: Date; endsAt: Date }, reader: Reader): string =>
  t(reader.locale, 'duty.span', {
    from: formatDateTime(span.startsAt, reader),
    until: formatDateTime(span.endsAt, reader),
  });
