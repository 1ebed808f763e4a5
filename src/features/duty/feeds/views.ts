import type { Localized } from '../../../core/locale.ts';
import type { View } from '../../../engine/feature.ts';
import { t } from '../../../i18n/translate.ts';
import { dayOf } from '../../../time/day-start.ts';
import { formatDay } from '../../../time/format-day.ts';
import { actions, type Block, text } from '../../../ui/card.ts';
import type { FeedAddresses } from './address.ts';

/** Which calendars there are; their addresses are made where they are drawn. */
export interface FeedsArgs {
  /** `roster`: its name; null: one's own shifts. */
  feeds: { id: string; roster: Localized | null; createdAt: string }[];
}

/** Somebody's calendars, each with its address and a way to turn it off. */
export const createFeedsView = (addresses: FeedAddresses): View => ({
  draw({ args, reader, world }) {
    const { locale, timezone } = reader;
    const { feeds } = args as unknown as FeedsArgs;
    const blocks = feeds.flatMap(({ id, roster, createdAt }): Block[] => {
      const label = roster
        ? t(locale, 'duty.feeds.wholeRoster', { roster: roster[locale] })
        : t(locale, 'duty.feeds.mine');
      const url = `${world.publicUrl}/calendar/${addresses.of(id)}.ics`;
      const date = formatDay(dayOf(new Date(createdAt), timezone), locale);
      return [
        { kind: 'link', label, url },
        // Calendars want it pasted, and not every chat lets a link be copied.
        text(url),
        text(t(locale, 'duty.feeds.since', { date }), 'subtle'),
        actions({ label: t(locale, 'duty.feeds.off'), action: 'feeds.off', value: id }),
      ];
    });
    const title = t(locale, 'duty.feeds.title');
    return {
      title,
      summary: title,
      blocks: [
        text(t(locale, feeds.length > 0 ? 'duty.feeds.intro' : 'duty.feeds.none')),
        ...blocks,
        ...(feeds.length > 0 ? [text(t(locale, 'duty.feeds.secret'), 'subtle')] : []),
        actions({
          label: t(locale, 'duty.feeds.add'),
          action: 'feeds.add',
          value: '',
          style: 'primary',
          opensForm: true,
        }),
      ],
    };
  },
});
