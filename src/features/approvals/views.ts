import type { Locale } from '../../core/locale.ts';
import type { Reader, World } from '../../engine/context.ts';
import { t } from '../../i18n/translate.ts';
import { formatDateTime } from '../../time/format.ts';
import { actions, type Block, type Card, facts, text } from '../../ui/card.ts';
import type { Approvable, Approved } from './approvable.ts';
import type { ApproverLabel, Step } from './rules.ts';

/** Who is asked, in the reader's language: `the manager 张敏`, `Finance`. */
function approverLabel(step: Step, locale: Locale, world: World): string {
  const names = step.approverIds.map((id) => world.directory.nameOf(id)).join(', ');
  const kind: ApproverLabel['kind'] = step.by.kind;
  switch (kind) {
    case 'manager':
      return t(locale, 'approvals.by.manager', { names });
    case 'admins':
      return t(locale, 'approvals.by.admins', { names });
    case 'person':
      return names;
    case 'team':
      return step.by.kind === 'team' ? world.directory.team(step.by.team).name[locale] : names;
  }
}

/** One line a step: where the chain stands and who decided what. */
export function chainBlock(steps: readonly Step[], reader: Reader, world: World): Block {
  return facts(
    ...steps.map((step) => ({
      label: approverLabel(step, reader.locale, world),
      value: stepText(step, reader, world),
    })),
  );
}

function stepText(step: Step, reader: Reader, world: World): string {
  const name = step.decidedById ? world.directory.nameOf(step.decidedById) : '';
  const at = step.decidedAt ? formatDateTime(step.decidedAt, reader) : '';
  const said = t(reader.locale, `approvals.step.${step.state}`, { name, at });
  return step.reason ? `${said} – ${step.reason}` : said;
}

/** Which step a card asks about. `brief`: what is to be approved stands right above it. */
export type ShownStep = { stepId: string; brief?: string };

/** The card that asks for one decision, and afterwards shows it. */
export function approvalCard(
  approvable: Approvable,
  subject: Approved,
  { stepId, brief }: ShownStep,
  reader: Reader,
  world: World,
): Card {
  const { locale } = reader;
  const step = subject.steps.find(({ id }) => id === stepId);
  const requester = world.directory.nameOf(subject.requesterId);
  const title = approvable.title(subject, reader, world);
  const open = step?.state === 'open';
  const button = (verb: 'approve' | 'reject' | 'ask') => ({
    label: t(locale, `approvals.${verb}`),
    action: `approvals.${verb}`,
    value: `${subject.subject} ${stepId}`,
  });
  return {
    title,
    summary: t(locale, open ? 'approvals.summary.open' : 'approvals.summary.decided', { title, requester }),
    tone: open
      ? 'warning'
      : step?.state === 'approved'
        ? 'good'
        : step?.state === 'rejected'
          ? 'bad'
          : 'neutral',
    blocks: [
      text(t(locale, open ? 'approvals.wanted' : 'approvals.wasWanted', { requester }), 'strong'),
      ...(brief ? [] : approvable.describe(subject, reader, world)),
      ...(step && brief ? [chainBlock([step], reader, world)] : [chainBlock(subject.steps, reader, world)]),
      ...(open
        ? [
            actions(
              { ...button('approve'), style: 'primary' },
              { ...button('reject'), style: 'danger', opensForm: true },
              { ...button('ask'), opensForm: true },
            ),
          ]
        : []),
    ],
  };
}
