import type { Roster } from '../../../config/office-types.ts';
import type { Say } from '../../../delivery/outbox.ts';
import type { World } from '../../../engine/context.ts';
import { type Feature, nothing, type Outcome, type View } from '../../../engine/feature.ts';
import { formatList } from '../../../i18n/list.ts';
import { t } from '../../../i18n/translate.ts';
import type { NewTimer, Timer } from '../../../jobs/timers.ts';
import { standingAddress } from '../../../platform/address.ts';
import { dueAt } from '../../../time/due.ts';
import { roleName } from '../role-name.ts';
import { rostersOf } from '../rosters.ts';
import type { Shift } from '../shift.ts';
import { nextChangeOf, onDutyAt } from '../shift-store.ts';

const timerKind = 'duty.show';

/** Whose Slack group or topic is kept in step: as soon as shifts change, and whenever somebody's begins or ends. */
export function showTimers(roster: Roster, at: Date): NewTimer[] {
  if (roster.slackGroup === undefined && !roster.slackTopic) return [];
  return [{ kind: timerKind, subject: `roster:${roster.id}`, ...dueAt(at, roster.timezone) }];
}

/** Says who is on duty where it stands, and sets the timer for the next change. Three queries. */
async function show(world: World, { subject }: Timer): Promise<Outcome> {
  const id = subject.slice('roster:'.length);
  const roster = (await rostersOf(world)).get(id)?.roster;
  if (roster === undefined) return nothing;
  const at = world.clock.now();
  const shifts = await onDutyAt(world.database, id, at);
  const next = await nextChangeOf(world.database, id, at);
  return {
    // Only the newest of several goes on.
    writes: [{ kind: 'lapse', subject, timerKind }],
    timers: next === undefined ? [] : showTimers(roster, next),
    say: [...placesOf(world, roster)].map((place) => said(world, roster, shifts, place)),
  };
}

function* placesOf({ office }: World, { slackGroup, slackTopic, team }: Roster) {
  if (slackGroup !== undefined) yield standingAddress('userGroup', slackGroup);
  const channel = office.teams[team]?.channels.slack;
  if (slackTopic && channel !== undefined) yield standingAddress('topic', channel);
}

function said(
  { directory, office }: World,
  roster: Roster,
  shifts: ReadonlyMap<string, Shift>,
  address: ReturnType<typeof standingAddress>,
): Say {
  const { locale } = office.organisation;
  const people = [...shifts.values()].flatMap(({ role, personId }) => {
    const person = personId === null ? undefined : directory.find(personId);
    return person?.active
      ? [{ role: roleName(roster, role, locale), name: person.name, email: person.email }]
      : [];
  });
  return {
    to: { kind: 'conversation', platform: 'slack', address, readerId: null },
    view: 'duty.standing',
    args: { roster: roster.name[locale], people },
  };
}

/** Who is on duty, as one line and as a list. Arguments: the roster's name, and the people with their roles. */
const standing: View = {
  draw({ args, reader: { locale } }) {
    const people = args.people as { role: string; name: string; email: string }[];
    const roster = String(args.roster);
    const list = people.map(({ role, name }) => t(locale, 'duty.standing.person', { role, name }));
    const summary =
      list.length === 0
        ? t(locale, 'duty.standing.nobody', { roster })
        : t(locale, 'duty.standing', { roster, people: formatList(list, locale) });
    return { summary, blocks: [], members: people.map(({ email }) => email) };
  },
};

/** Slack's user groups and topics that say who is on duty. */
export const standingDuty: Feature = {
  name: 'duty-standing',
  timers: { [timerKind]: show },
  views: { 'duty.standing': standing },
};
