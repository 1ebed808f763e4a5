import type { Context } from '../../../engine/context.ts';
import { type Command, type Feature, type Outcome, refusal, type View } from '../../../engine/feature.ts';
import type { DutyRequests } from '../duty-requests.ts';
import { mainRole } from '../role-name.ts';
import { rostersOf } from '../rosters.ts';
import { onDutyAt } from '../shift-store.ts';
import { checksSubject } from './check.ts';
import { checklistView } from './checklist-card.ts';
import { isOfTeam } from './finding.ts';
import { fileAbout, openWrong, wrongHandler } from './not-in-order.ts';
import { showReadings } from './readings.ts';
import { openReading, readingHandler, tick } from './ticking.ts';

/** The checklists of the turns that are on now: this person's own, or else their teams'. Two queries and one a roster. */
async function showChecklists(ctx: Context): Promise<Outcome> {
  const rosters = [...(await rostersOf(ctx)).values()].filter(({ roster }) => roster.checklist.length > 0);
  const turns = (
    await Promise.all(
      rosters.map(async ({ roster }) => {
        const shifts = await onDutyAt(ctx.database, roster.id, ctx.now);
        const shift = shifts.get(mainRole(roster) ?? '');
        return shift ? [{ roster, shift }] : [];
      }),
    )
  ).flat();
  const own = turns.filter(({ shift }) => shift.personId === ctx.person.id);
  const shown = own.length > 0 ? own : turns.filter(({ roster }) => isOfTeam(ctx, roster.team));
  if (shown.length === 0) return refusal(ctx.t('duty.checks.none'));
  return {
    say: shown.map(({ roster, shift }) => ({
      ...{ to: ctx.inPrivate, view: 'duty.checklist', live: 'copy' },
      subject: checksSubject(roster.id, shift.slot),
    })),
  };
}

const commands: Command[] = [
  {
    name: 'checklist',
    words: { en: ['checklist', 'duty checklist'], 'zh-CN': ['值班检查', '检查表', '值班检查表'] },
    summary: 'help.checklist',
    run: showChecklists,
  },
  {
    name: 'readings',
    words: { en: ['readings', 'meter readings'], 'zh-CN': ['读数', '抄表'] },
    takes: 'words',
    summary: 'help.readings',
    run: showReadings,
  },
];

/** What is looked after in each turn of duty. */
export const createChecks = (requests: Pick<DutyRequests, 'file'>): Feature => ({
  name: 'duty-checks',
  topic: 'duty',
  commands,
  actions: {
    'duty.checkDone': tick,
    'duty.checkRead': openReading,
    'duty.checkWrong': openWrong,
    'duty.checkFile': fileAbout(requests),
  },
  forms: { 'duty.reading': readingHandler, 'duty.wrong': wrongHandler },
  views: { 'duty.checklist': checklistView as View },
});
