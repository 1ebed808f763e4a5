import type { World } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import { type SurveyState, surveySubject, writeSurvey } from '../surveys.ts';

export type SurveyDeed = 'surveyMade' | 'surveyEdited' | 'surveyActivated' | 'surveyEnded';

/** The next version of a survey, and who made it so. */
export function changeSurvey(
  { clock }: Pick<World, 'clock'>,
  before: SurveyState,
  changed: Partial<SurveyState>,
  { kind, actorId }: { kind: SurveyDeed; actorId: string },
): { state: SurveyState; outcome: Outcome } {
  const at = clock.now();
  const state = { ...before, ...changed, version: before.version + 1 };
  const { version } = state;
  const subject = surveySubject(before.survey.id);
  return {
    state,
    outcome: {
      writes: [writeSurvey(state, at)],
      history: [{ subject, version, kind, actorId, platform: null, at, data: {} }],
    },
  };
}
