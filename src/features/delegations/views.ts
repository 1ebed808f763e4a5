import type { Reader, World } from '../../engine/context.ts';
import type { View } from '../../engine/feature.ts';
import { t } from '../../i18n/translate.ts';
import { dayOf } from '../../time/day-start.ts';
import { formatDay } from '../../time/format-day.ts';
import { actions, type Card, text } from '../../ui/card.ts';
import type { Delegation } from './absences.ts';

/** From which day to which, both included, as whom it is about counts days. */
function daysOf({ personId, fromAt, untilAt }: Delegation, { locale }: Reader, { directory, office }: World) {
  const timezone = directory.find(personId)?.timezone ?? office.organisation.timezone;
  const last = new Date(untilAt.getTime() - 1);
  return {
    from: formatDay(dayOf(fromAt, timezone), locale),
    until: formatDay(dayOf(last, timezone), locale),
  };
}

/** `Zhang Min decides for Li Wei from Monday to Friday`. */
export function sentence(one: Delegation, reader: Reader, world: World): string {
  const { directory } = world;
  const name = directory.nameOf(one.personId);
  const days = daysOf(one, reader, world);
  if (one.substituteId === null) return t(reader.locale, 'delegations.away', { name, ...days });
  const substitute = directory.nameOf(one.substituteId);
  return t(reader.locale, 'delegations.decides', { name, substitute, ...days });
}

/** What is set and not over yet, each with a way to end it. */
export function delegationsCard(all: readonly Delegation[], reader: Reader, world: World): Card {
  const { locale } = reader;
  const title = t(locale, 'delegations.title');
  const items = all.map((one) => ({
    text: sentence(one, reader, world),
    button: { label: t(locale, 'delegations.end'), action: 'delegations.end', value: one.id },
  }));
  const empty = t(locale, 'delegations.none');
  return {
    title,
    summary: items.length > 0 ? title : empty,
    blocks: [
      items.length > 0 ? { kind: 'list', items } : text(empty),
      actions({
        label: t(locale, 'delegations.set'),
        action: 'delegations.set',
        value: '',
        style: 'primary',
        opensForm: true,
      }),
    ],
  };
}

/** Tells somebody who is concerned. Arguments: what was set, by whom, and whether it has been ended. */
export const notice: View = {
  draw({ args, reader, world }) {
    const { by, ended, ...row } = args as Record<string, string | null>;
    const one = { ...row, fromAt: new Date(row.fromAt!), untilAt: new Date(row.untilAt!) } as Delegation;
    const said = sentence(one, reader, world);
    const line = t(reader.locale, ended ? 'delegations.notice.ended' : 'delegations.notice.set', {
      by: by!,
      said,
    });
    return { summary: line, blocks: [text(line)] };
  },
};
