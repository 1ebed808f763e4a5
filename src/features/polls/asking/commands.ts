import { Temporal } from 'temporal-polyfill';
import type { Keyring } from '../../../anonymity/keyring.ts';
import { narrow } from '../../../core/full-width.ts';
import { newId } from '../../../core/ids.ts';
import type { Place } from '../../../delivery/outbox.ts';
import type { Context } from '../../../engine/context.ts';
import { type Command, type Feature, type Outcome, refusal } from '../../../engine/feature.ts';
import { instantOf } from '../../../ui/wall-time.ts';
import { closeByHand } from '../closing.ts';
import type { PollDraft } from '../poll.ts';
import { showPoll } from '../results.ts';
import { askForm, createAskForms, openAsk } from './ask-form.ts';
import { teamHere } from './audience.ts';
import { emptyDraft, faultOfQuestion, questionOf, usualResults } from './draft-rules.ts';
import { findDraft, keepDraft } from './draft-store.ts';
import { faultOf, postDraft, postToTeam } from './posting-drafts.ts';
import { readTyped } from './typed.ts';
import { understoodCard } from './understood.ts';

/** Asking: typed in one line, or by the form. */
export const createAsking = (
  keyring: Keyring,
): Required<Pick<Feature, 'commands' | 'actions' | 'forms'>> => ({
  commands: [
    {
      name: 'poll',
      words: { en: ['poll', 'vote on'], 'zh-CN': ['投票', '发起投票'] },
      alone: ['new poll', '新建投票'],
      takes: 'words',
      summary: 'help.poll',
      usage: 'help.poll.usage',
      run: (ctx, rest) => poll(ctx, keyring, rest),
    },
    closeCommand,
  ],
  actions: {
    'polls.new': openEmpty,
    'polls.where': async (ctx, id) => {
      const draft = await findDraft(ctx, id);
      if (draft === undefined) return refusal(ctx.t('polls.refused.posted'));
      return { answer: { kind: 'form', form: askForm(ctx, id, draft) } };
    },
    'polls.postTeam': (ctx, value) => postToTeam(ctx, keyring, value),
  },
  forms: createAskForms(keyring),
});

const closeCommand: Command = {
  name: 'closePoll',
  words: { en: ['close poll', 'end poll'], 'zh-CN': ['结束投票', '关闭投票'] },
  takes: 'number',
  summary: 'help.closePoll',
  usage: 'help.closePoll.usage',
  run: async (ctx, rest) => {
    const number = numberIn(rest);
    return number === undefined ? refusal(ctx.t('polls.refused.which')) : closeByHand(ctx, number);
  },
};

const numberIn = (rest: string): number | undefined => {
  const [, digits] = /^(?:no\.?)?\s*#?\s*(\d{1,9})\s*号?[.!?。]*$/i.exec(narrow(rest).trim()) ?? [];
  return digits === undefined ? undefined : Number(digits);
};

async function poll(ctx: Context, keyring: Keyring, rest: string): Promise<Outcome> {
  if (rest.trim() === '') return openEmpty(ctx);
  const number = numberIn(rest);
  if (number !== undefined) return showPoll(ctx, number);
  const draft = draftFrom(ctx, rest);
  const teamId = await teamHere(ctx);
  const id = newId('poll');
  const { event } = ctx;
  // In a channel it is asked there, of those who are in it.
  const asked = teamId ? { ...draft, audience: { ...draft.audience, teamIds: [teamId] } } : draft;
  const here: Place | undefined =
    event.personal || teamId
      ? undefined
      : { kind: 'conversation', platform: event.platform, address: event.address, readerId: null };
  // What is not whole is put right in the form, with what was understood.
  const unclear = draft.questions.some(faultOfQuestion);
  if (!event.personal && !unclear && faultOf(ctx, asked, here !== undefined) === undefined)
    return postDraft(ctx, keyring, id, asked, here);
  if (unclear || event.can.openForm) return openAsk(ctx, asked);
  return {
    writes: [keepDraft(ctx, id, asked)],
    answer: { kind: 'card', card: understoodCard(ctx, id, asked) },
  };
}

async function openEmpty(ctx: Context): Promise<Outcome> {
  const teamId = await teamHere(ctx);
  return openAsk(
    ctx,
    teamId ? { ...emptyDraft, audience: { ...emptyDraft.audience, teamIds: [teamId] } } : emptyDraft,
  );
}

/** What was typed as a poll in the making. Anonymous is what nobody has to say. */
function draftFrom(ctx: Context, said: string): PollDraft {
  const now = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
    .toZonedDateTimeISO(ctx.timezone)
    .toPlainDateTime();
  const { title, options, kind, closes, secrecy = 'anonymous', results } = readTyped(said, now);
  const instant = closes && instantOf(closes, ctx.timezone);
  return {
    ...emptyDraft,
    title,
    questions: [questionOf('q1', { kind, text: '', lines: options })],
    secrecy,
    results: results ?? usualResults(secrecy),
    closesAt: instant ? new Date(instant) : null,
  };
}
