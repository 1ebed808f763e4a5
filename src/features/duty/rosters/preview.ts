import type { Context } from '../../../engine/context.ts';
import { formatList } from '../../../i18n/list.ts';
import { actions, type Card, text } from '../../../ui/card.ts';
import type { RosterDraft } from './drafts.ts';
import { startOfWeek } from './horizon.ts';
import type { Material } from './material.ts';
import { qualityBlocks, yearOf } from './quality.ts';
import { changesByPerson } from './telling.ts';
import { shiftLines, shortened } from './views.ts';

const mostLines = 30;
const weeksShown = 4;

/** What would come of a roster: its first four weeks, how good it is, and whose shifts it changes. */
export function previewCard(ctx: Context, { id, rules, version }: RosterDraft, material: Material): Card {
  const { locale, now } = ctx;
  const { shifts, remove, add, quality } = yearOf(material, now, true);
  const first = shifts
    .filter(({ endsAt }) => endsAt > now)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const from = Math.max(now.getTime(), first[0]?.startsAt.getTime() ?? 0);
  const until = startOfWeek(new Date(from), rules.timezone, weeksShown);
  const lines = shiftLines(
    rules,
    first.filter(({ startsAt }) => startsAt < until),
    ctx,
    ctx,
  );
  const affected = [...changesByPerson(remove, add).keys()].map((personId) => ctx.directory.nameOf(personId));
  const title = ctx.t(version === 0 ? 'duty.preview.new' : 'duty.preview.edit', {
    roster: rules.name[locale],
  });
  return {
    title,
    summary: title,
    blocks: [
      text(ctx.t('duty.preview.weeks'), 'strong'),
      ...(lines.length > 0 ? shortened(lines, mostLines, ctx) : [text(ctx.t('duty.roster.free'))]),
      ...qualityBlocks(quality, ctx, ctx),
      text(
        affected.length > 0
          ? ctx.t('duty.preview.affects', {
              names: formatList(affected.slice(0, mostNames), locale),
              n: affected.length,
            })
          : ctx.t('duty.preview.affectsNobody'),
      ),
      actions(
        { label: ctx.t('duty.button.save'), action: 'duty.save', value: id, style: 'primary' },
        { label: ctx.t('duty.button.redo'), action: 'duty.redo', value: id, opensForm: true },
        { label: ctx.t('duty.button.discard'), action: 'duty.discard', value: id },
      ),
    ],
  };
}
const mostNames = 20;
