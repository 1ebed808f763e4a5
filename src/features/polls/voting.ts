import type { Keyring } from '../../anonymity/keyring.ts';
import type { Write } from '../../db/commit.ts';
import type { Context } from '../../engine/context.ts';
import { type Feature, type FormHandler, notice, type Outcome, refusal } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { dueAt } from '../../time/due.ts';
import { text } from '../../ui/card.ts';
import { type Ballot, ballotsOf, cast, findBallot, voterIn } from './ballots.ts';
import { tallyTimer } from './closing.ts';
import { resultOf } from './drawing/shown.ts';
import { optionText } from './drawing/wording.ts';
import { gone } from './managed.ts';
import { type Choices, type Poll, type PollQuestion, subjectOf } from './poll.ts';
import { resultsCard } from './results.ts';
import { afterClick, faultIn, isByClick, mostOf, rolesOf, whyNot } from './rules.ts';
import { findPoll, wake } from './store.ts';
import { choicesFrom, voteFormFor } from './vote-form.ts';

/** Voting by a click on the card, or by a form; and taking it back. */
export function createVoting(keyring: Keyring): Required<Pick<Feature, 'actions' | 'forms'>> {
  return {
    actions: {
      'polls.vote': (ctx, value) => voteByClick(ctx, keyring, value),
      'polls.takeBack': (ctx, id) => takeBack(ctx, keyring, id),
      'polls.form': (ctx, id) => openForm(ctx, keyring, id),
    },
    forms: { 'polls.vote': createVoteForm(keyring) },
  };
}

interface Voter {
  readonly poll: Poll;
  readonly ballot: Ballot;
}

/** A poll, and this person as its voter; or what they are told. Two queries. */
async function findVoter(ctx: Context, keyring: Keyring, id: string): Promise<Voter | { refused: Outcome }> {
  const poll = await findPoll(ctx, id);
  if (poll === undefined) return { refused: gone(ctx) };
  const voter = poll.state === 'open' ? await voterIn(keyring, poll, ctx.person.id) : '';
  if (voter === undefined) return { refused: refusal(ctx.t('polls.refused.keyLost')) };
  return { poll, ballot: await findBallot(ctx, keyring, poll, voter) };
}

/** @param value poll, question and option, as the button has them. */
async function voteByClick(ctx: Context, keyring: Keyring, value: string): Promise<Outcome> {
  const [id = '', questionId, optionId = ''] = value.split(' ');
  const found = await findVoter(ctx, keyring, id);
  if ('refused' in found) return found.refused;
  const { poll, ballot } = found;
  const question = poll.questions.find((one) => one.id === questionId);
  if (question === undefined || !isByClick(poll)) return refusal(ctx.t('engine.outdated'));
  const choices = afterClick(question, optionId, ballot.choices);
  // To be added to what was chosen, it must be what was chosen still.
  const over = question.kind === 'multiple' ? ballot : undefined;
  if (choices !== undefined) return vote(ctx, keyring, found, choices, over);
  const why = whyNot(poll, 'takeBack', rolesOf(poll, ctx.person.id, ctx.directory), ballot.choices);
  return why ? refusal(ctx.t(`polls.refused.${why}`)) : castWith(ctx, keyring, found, undefined, over);
}

async function vote(
  ctx: Context,
  keyring: Keyring,
  found: Voter,
  choices: Choices,
  over?: Ballot,
): Promise<Outcome> {
  const { poll, ballot } = found;
  const why = whyNot(poll, 'vote', rolesOf(poll, ctx.person.id, ctx.directory), ballot.choices);
  if (why) return refusal(ctx.t(`polls.refused.${why}`));
  const fault = faultIn(poll.questions, choices);
  if (fault) return refusal(ctx.t(`polls.wrong.${fault}`, { most: mostOf(poll.questions[0]!) }));
  return castWith(ctx, keyring, found, choices, over);
}

/** Takes a vote back, whatever it was. Two queries. */
async function takeBack(ctx: Context, keyring: Keyring, id: string): Promise<Outcome> {
  const found = await findVoter(ctx, keyring, id);
  if ('refused' in found) return found.refused;
  const { poll, ballot } = found;
  const why = whyNot(poll, 'takeBack', rolesOf(poll, ctx.person.id, ctx.directory), ballot.choices);
  return why ? refusal(ctx.t(`polls.refused.${why}`)) : castWith(ctx, keyring, found, undefined);
}

/** The ballot, what follows from it, and what its voter is told in private. No history: it would say who has voted. */
async function castWith(
  ctx: Context,
  keyring: Keyring,
  { poll, ballot }: Voter,
  choices: Choices | undefined,
  over?: Ballot,
): Promise<Outcome> {
  const subject = subjectOf(poll);
  const filled = poll.voters + (ballot.choices ? 0 : 1) >= (poll.closesAtVotes ?? Number.POSITIVE_INFINITY);
  const tallied = poll.secrecy === 'anonymous' && poll.results !== 'afterClose';
  return merge(
    {
      writes: [
        await cast(keyring, poll, ballot.voter, choices, over),
        wake(subject),
        // Their own card, where it does not follow the votes: each drawing of a card takes one click on a button. Of an
        // anonymous one that would say who has voted; see `pollCard`.
        ...(poll.secrecy === 'anonymous' ? [] : [redrawOwn(ctx, poll)]),
        ...(tallied ? [tallyTimer(poll, ctx.now)] : []),
      ],
      // The database closes a poll that is full, and sees to it that it is counted: this is sooner.
      ...(filled && { timers: [{ kind: 'polls.count', subject, ...dueAt(ctx.now, ctx.timezone) }] }),
    },
    await told(ctx, poll, ballot.voter, choices),
  );
}

const redrawOwn = ({ person }: Context, poll: Poll): Write => ({
  ...{ kind: 'redraw', subject: subjectOf(poll), version: poll.changes + 1 },
  readerId: person.id,
});

/** What was understood; of an anonymous poll not what it was, for somebody may look over their shoulder. */
async function told(ctx: Context, poll: Poll, voter: string, choices: Choices | undefined): Promise<Outcome> {
  const words = { title: poll.title, choices: choices ? choicesSaid(ctx, poll, choices) : '' };
  const key = choices === undefined ? 'takenBack' : poll.secrecy === 'anonymous' ? 'votedSecretly' : 'voted';
  const said = ctx.t(`polls.did.${key}`, words);
  if (!ctx.event.can.replyPrivately)
    return {
      say: [
        {
          to: ctx.inPrivate,
          view: 'dialog.card',
          args: { card: { summary: said, blocks: [{ ...text(said) }] } as never },
        },
      ],
    };
  if (poll.results !== 'afterVote' || choices === undefined) return notice(said);
  // Now they may see what has come out so far, with their own vote in it.
  const ballots =
    poll.secrecy === 'anonymous' ? undefined : (await ballotsOf(ctx.database, [poll.id])).get(poll.id)!;
  const result = resultOf(poll, ballots && new Map([...ballots, [voter, choices]]));
  if (result === undefined) return notice(said);
  const card = resultsCard({ poll, result, ballots: undefined }, 0, ctx, ctx);
  return { answer: { kind: 'card', card: { ...card, blocks: [text(said), ...card.blocks] } } };
}

/** `noodles, dumplings` */
function choicesSaid(ctx: Context, { questions }: Poll, choices: Choices): string {
  const texts = (question: PollQuestion) =>
    (choices[question.id] ?? []).flatMap((id) => {
      const option = question.options.find((one) => one.id === id);
      return option ? [optionText(question, option, ctx)] : [];
    });
  const said = questions.flatMap(texts);
  return said.join(ctx.locale === 'zh-CN' ? '、' : ', ');
}

/** Opens the form with what they have voted so far. Two queries. */
async function openForm(ctx: Context, keyring: Keyring, id: string): Promise<Outcome> {
  const found = await findVoter(ctx, keyring, id);
  if ('refused' in found) return found.refused;
  const { poll, ballot } = found;
  const why = whyNot(poll, 'vote', rolesOf(poll, ctx.person.id, ctx.directory), ballot.choices);
  if (why) return refusal(ctx.t(`polls.refused.${why}`));
  // Asked in the chat, the answers would be kept with the chat's other texts.
  if (!ctx.event.can.openForm && poll.secrecy === 'anonymous') return refusal(ctx.t('polls.refused.noForm'));
  return { answer: { kind: 'form', form: voteFormFor(ctx, poll, ballot.choices) } };
}

const createVoteForm = (keyring: Keyring): FormHandler => ({
  async build(ctx, id) {
    const found = await findVoter(ctx, keyring, id);
    return 'poll' in found ? voteFormFor(ctx, found.poll, found.ballot.choices) : undefined;
  },
  async submit(ctx, id, values) {
    const found = await findVoter(ctx, keyring, id);
    if ('refused' in found) return found.refused;
    const { poll, ballot } = found;
    const read = choicesFrom(poll, values);
    if ('twice' in read || faultIn(poll.questions, read.choices) === 'tooMany') {
      const form = voteFormFor(ctx, poll, ballot.choices);
      const errors =
        'twice' in read
          ? { [read.twice]: ctx.t('polls.wrong.twice') }
          : Object.fromEntries(
              poll.questions
                .filter((one) => (read.choices[one.id]?.length ?? 0) > mostOf(one))
                .map((one) => [one.id, ctx.t('polls.wrong.tooMany', { most: mostOf(one) })]),
            );
      return { answer: { kind: 'form', form: { ...form, errors } } };
    }
    return vote(ctx, keyring, found, read.choices);
  },
});
