import type { Reader, World } from '../../engine/context.ts';
import { formatList } from '../../i18n/list.ts';
import { t } from '../../i18n/translate.ts';
import { formatDateTime } from '../../time/format.ts';
import { type Block, type Fact, facts } from '../../ui/card.ts';
import {
  approvalsOf,
  currentRound,
  isUndecided,
  principalsOf,
  type Step,
  seatOf,
  takenSeats,
} from './step.ts';

/** Who has decided, or may: `Zhang Min`, `Zhang Min for Li Wei`. */
function nameInstead(
  personId: string,
  principalId: string | null | undefined,
  { locale }: Pick<Reader, 'locale'>,
  { directory }: Pick<World, 'directory'>,
): string {
  const name = directory.nameOf(personId);
  return principalId
    ? t(locale, 'approvals.instead', { name, principal: directory.nameOf(principalId) })
    : name;
}

/** Everyone who may decide a step, stand-ins with the name of whose place they take. */
function askedNames(step: Step, reader: Pick<Reader, 'locale'>, world: Pick<World, 'directory'>): string {
  const names = step.approverIds.map((id) => nameInstead(id, step.standIns[id]?.for, reader, world));
  return formatList(names, reader.locale);
}

/** The same without those who have decided, and those whose place is taken. */
export function stillAsked(
  step: Step,
  reader: Pick<Reader, 'locale'>,
  world: Pick<World, 'directory'>,
): string {
  const taken = takenSeats(step);
  const approverIds = step.approverIds.filter((id) => !taken.has(seatOf(step, id)!));
  return askedNames({ ...step, approverIds }, reader, world);
}

/** Who is asked, in the reader's language: `Manager Zhang Min`, `Finance`, `Finance (over budget)`. */
function approverLabel(step: Step, reader: Pick<Reader, 'locale'>, world: World): string {
  const label = plainLabel(step, reader, world);
  return step.by.besides ? t(reader.locale, 'approvals.by.overBudget', { label }) : label;
}

function plainLabel(step: Step, reader: Pick<Reader, 'locale'>, world: World): string {
  const { locale } = reader;
  const names = formatList(
    principalsOf(step).map((id) => world.directory.nameOf(id)),
    reader.locale,
  );
  const { by } = step;
  switch (by.kind) {
    case 'manager':
      return t(locale, 'approvals.by.manager', { names });
    case 'nobody':
      return t(locale, 'approvals.by.nobody');
    case 'admins':
      return t(locale, 'approvals.by.admins', { names });
    case 'team':
      return world.office.teams[by.team]?.name[locale] ?? names;
    case 'role':
      return t(locale, 'approvals.by.role', { role: by.role, names });
    case 'place':
      return t(locale, 'approvals.by.place', {
        place: world.office.places[by.place]?.name[locale] ?? '',
        names,
      });
    case 'department': {
      const department = world.office.departments[by.department]?.name[locale] ?? by.department;
      return t(locale, 'approvals.by.department', { department, names });
    }
    case 'person': {
      if (by.addedById === undefined) return names;
      return t(locale, 'approvals.by.added', { names, by: world.directory.nameOf(by.addedById) });
    }
  }
}

/** One line a step: where the chain stands and who decided what. What came before the last round is kept short. */
export function chainBlock(steps: readonly Step[], reader: Reader, world: World): Block {
  const round = currentRound(steps);
  const earlier = steps.filter((step) => !round.includes(step) && step.decidedById !== null);
  return facts(
    ...earlier.map((step) => ({
      label: t(reader.locale, 'approvals.earlier', { label: approverLabel(step, reader, world) }),
      value: stepText(step, reader, world),
    })),
    ...round.map(
      (step): Fact => ({ label: approverLabel(step, reader, world), value: stepText(step, reader, world) }),
    ),
  );
}

function stepText(step: Step, reader: Reader, world: World): string {
  const { locale } = reader;
  const given = approvalsOf(step);
  if (isUndecided(step) && given.length > 0) {
    const names = formatList(
      given.map(({ personId, forPersonId }) => nameInstead(personId, forPersonId, reader, world)),
      reader.locale,
    );
    return t(locale, 'approvals.step.some', { given: given.length, need: step.need, names });
  }
  if (step.state === 'open') {
    const names = askedNames(step, reader, world);
    return step.need > 1
      ? t(locale, 'approvals.step.openMany', { need: step.need, names })
      : t(locale, 'approvals.step.open', { names });
  }
  const last = step.decisions.at(-1);
  const by =
    step.state === 'approved' && step.need > 1
      ? formatList(
          given.map((each) => nameInstead(each.personId, each.forPersonId, reader, world)),
          reader.locale,
        )
      : step.decidedById
        ? nameInstead(step.decidedById, last?.forPersonId, reader, world)
        : '';
  const at = step.decidedAt ? formatDateTime(step.decidedAt, reader) : '';
  const said = t(locale, `approvals.step.${step.state}`, { name: by, at });
  return step.reason ? t(locale, 'approvals.step.because', { said, reason: step.reason }) : said;
}
