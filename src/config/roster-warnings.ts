import type { Office, Roster, RosterLayer } from './office-types.ts';

/** What a roster is allowed and still likely not meant to be: each as a sentence. */
export function rosterWarnings(office: Office): string[] {
  return [
    ...Object.values(office.rosters).flatMap((roster) => [
      ...silentMornings(roster, office),
      ...forgottenDays(roster, office),
      ...splitHours(roster),
    ]),
    ...strangersOnDuty(office),
    ...sharedGroups(office),
  ];
}

function silentMornings({ id, team, notices }: Roster, { teams }: Office): string[] {
  if (notices.channelAt === undefined || Object.keys(teams[team]?.channels ?? {}).length > 0) return [];
  return [`roster ${id} tells a channel each morning who is on duty, and team ${team} has none.`];
}

/** Days on which a role has nobody although it has somebody on others of their kind. */
function forgottenDays(roster: Roster, office: Office): string[] {
  const roles = [...new Set(roster.layers.map(({ role }) => role))];
  return roles.flatMap((role) => {
    const layers = roster.layers.filter((layer) => layer.role === role);
    if (layers.some(({ on }) => on.length === 0)) return [];
    const days = new Set(layers.flatMap(({ on }) => on));
    const forgotten = [
      ...(days.has('workdays') && days.has('weekends') && !days.has('holidays') ? ['holidays'] : []),
      ...(days.has('workdays') && !days.has('makeup') && hasMakeUpDays(roster, office) ? ['makeup'] : []),
    ];
    return forgotten.map((day) => `roster ${roster.id} has nobody as ${role} on "${day}" days.`);
  });
}

function hasMakeUpDays({ team }: Roster, { organisation, teams, calendars }: Office): boolean {
  const name = teams[team]?.calendar ?? organisation.calendar;
  const own = name === undefined ? undefined : calendars[name];
  return (own?.base ?? name) === 'CN' || (own?.workdays.length ?? 0) > 0;
}

/** A turn that ends in the middle of its hours makes two shifts of a day. */
function splitHours({ id, layers }: Roster): string[] {
  const isSplit = ({ turn, hours, at }: RosterLayer) => {
    if (hours === undefined || 'hours' in turn || (hours.from === '00:00' && hours.to === '24:00'))
      return false;
    const { from, to } = hours;
    return from < to ? from < at && at < to : at > from || at < to;
  };
  return layers
    .filter(isSplit)
    .map(
      (layer) =>
        `the turns of layer ${layer.id} in roster ${id} change at ${layer.at}, in the middle of its hours ${layer.hours!.from}–${layer.hours!.to}.`,
    );
}

/** Requests go to whoever is on duty, and who is does not belong to the team that does them. */
function strangersOnDuty({ catalogue, rosters, teams }: Office): string[] {
  return Object.values(catalogue).flatMap(({ id, team, assign }) => {
    if (assign?.kind !== 'onDuty') return [];
    const known = new Set([...(teams[team]?.members ?? []), teams[team]?.lead]);
    const layers = rosters[assign.roster]?.layers.filter(({ role }) => role === assign.role) ?? [];
    const strangers = new Set(layers.flatMap(({ members }) => members.filter((email) => !known.has(email))));
    if (strangers.size === 0) return [];
    return [
      `category ${id} goes to whoever is on duty in ${assign.roster}, and ${[...strangers].join(', ')} are not in team ${team}.`,
    ];
  });
}

/** Two rosters that would put each other's people out of one user group, or write over one channel's topic. */
function sharedGroups({ rosters }: Office): string[] {
  const all = Object.values(rosters);
  return all.flatMap((roster, index) => {
    const before = all.slice(0, index);
    const group = before.find(
      ({ slackGroup }) => slackGroup !== undefined && slackGroup === roster.slackGroup,
    );
    const topic = before.find(
      ({ slackTopic, team }) => slackTopic && roster.slackTopic && team === roster.team,
    );
    return [
      ...(group
        ? [`rosters ${group.id} and ${roster.id} both keep the user group ${roster.slackGroup}.`]
        : []),
      ...(topic ? [`rosters ${topic.id} and ${roster.id} both write the topic of team ${roster.team}.`] : []),
    ];
  });
}
