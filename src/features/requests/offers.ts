import type { Say } from '../../delivery/outbox.ts';
import { scheduleOf } from '../../directory/schedules.ts';
import type { World } from '../../engine/context.ts';
import { type Feature, nothing } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import type { NewTimer } from '../../jobs/timers.ts';
import { workingDue } from '../../time/working-time.ts';
import { change } from './changes.ts';
import type { Handover, RequestState } from './request.ts';
import { idOf, loadRequest } from './store.ts';
import { tell } from './telling.ts';

/** Asks the other team whether it takes the request; later the card says how that ended. */
export const offer = (request: RequestState): Say => ({
  ...offerCard(request, request.handover!),
  to: { kind: 'team', teamId: request.handover!.teamId },
});

const offerCard = ({ subject, version }: RequestState, { teamId, at }: Handover) => ({
  view: 'requests.offer',
  subject,
  live: 'copy' as const,
  version: version + 1,
  args: { teamId, at },
});

/** When an offer without an answer is brought back to mind: a working day later, of the team that has to answer. */
export const offerTimer = (
  { office }: World,
  { subject }: RequestState,
  at: Date,
  teamId: string,
): NewTimer => ({
  kind: 'requests.offerOpen',
  subject,
  args: { teamId, at: at.toISOString() },
  ...workingDue(at, { workingDays: 1 }, scheduleOf(office, teamId)),
});

export const offerTimers: NonNullable<Feature['timers']> = {
  /** Reminds both leads, once; where the team that offered it has none, whoever offered it. One query. */
  'requests.offerOpen': async (world, { subject, args }) => {
    const request = await loadRequest(world.database, idOf(subject));
    const handover = request?.handover;
    // It was answered, or offered to somebody else since.
    if (!handover || handover.teamId !== args.teamId || handover.at !== args.at) return nothing;
    const { directory } = world;
    const leadOf = (teamId: string) => {
      const { leadId } = directory.team(teamId);
      return leadId !== undefined && directory.find(leadId)?.active ? leadId : undefined;
    };
    const ours = leadOf(request.teamId) ?? handover.byId;
    const theirs = leadOf(handover.teamId);
    const card = { ...offerCard(request, handover), args: { ...args, again: 'yes' } };
    const deed = {
      kind: 'offerReminded',
      actorId: null,
      at: world.clock.now(),
      data: { teamId: handover.teamId },
    };
    return merge(change(world, request, {}, deed), {
      say: [
        ...(ours === theirs ? [] : [tell(world, request, ours, 'offerOpen', { teamId: handover.teamId })]),
        {
          ...card,
          to: theirs ? { kind: 'person', personId: theirs } : { kind: 'team', teamId: handover.teamId },
        },
      ],
    });
  },
};
