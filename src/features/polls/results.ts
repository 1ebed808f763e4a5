import type { Keyring } from '../../anonymity/keyring.ts';
import type { Context, Reader, World } from '../../engine/context.ts';
import { type Outcome, refusal } from '../../engine/feature.ts';
import { t } from '../../i18n/translate.ts';
import { actions, type Block, type Card, text } from '../../ui/card.ts';
import { ballotsOf, findBallot, voterIn } from './ballots.ts';
import { chartOf, choosersOf, winnersSaid } from './drawing/bars.ts';
import { pollCard } from './drawing/poll-card.ts';
import { isOpenToAll, loadShown, type PollShown, resultOf } from './drawing/shown.ts';
import { optionText, questionText } from './drawing/wording.ts';
import { gone } from './managed.ts';
import { type Poll, subjectOf } from './poll.ts';
import { rolesOf } from './rules.ts';
import { findPoll } from './store.ts';

/** So many names of one option are listed. */
const mostListed = 60;

/**
 * What has come out so far, for whoever may see it now: one question a page, and of a named poll with all names.
 * Three queries. @param value the poll, and which of its questions, counted from 0.
 */
export async function showResults(ctx: Context, keyring: Keyring, value: string): Promise<Outcome> {
  const [id = '', at = '0'] = value.split(' ');
  const poll = await findPoll(ctx, id);
  if (poll === undefined) return gone(ctx);
  const { owner } = rolesOf(poll, ctx.person.id, ctx.directory);
  const why = await hidden(ctx, keyring, poll, owner);
  if (why) return refusal(ctx.t(`polls.refused.${why}`));
  const ballots =
    poll.secrecy === 'anonymous' ? undefined : (await ballotsOf(ctx.database, [poll.id])).get(poll.id);
  const result = resultOf(poll, ballots);
  if (result === undefined) return refusal(ctx.t('polls.refused.tooFew'));
  const seesNames = poll.secrecy === 'named' || (poll.secrecy === 'toOwners' && owner);
  const shown = { poll, result, ballots: seesNames ? ballots : undefined };
  return { answer: { kind: 'card', card: resultsCard(shown, Number.parseInt(at, 10) || 0, ctx, ctx) } };
}

/** Why this person may not see the results yet. Owners see those of a named poll at any time, and nothing before others of an anonymous one. */
async function hidden(ctx: Context, keyring: Keyring, poll: Poll, owner: boolean) {
  if (isOpenToAll(poll) || (owner && poll.secrecy !== 'anonymous')) return undefined;
  if (poll.results === 'afterClose' || poll.state !== 'open') return 'notClosed';
  const voter = await voterIn(keyring, poll, ctx.person.id);
  const ballot = voter === undefined ? undefined : await findBallot(ctx, keyring, poll, voter);
  return ballot?.choices ? undefined : 'voteFirst';
}

/** One question's result, with everybody's name where this reader may see them. @param at which question. */
export function resultsCard(shown: PollShown, at: number, reader: Reader, world: World): Card {
  const { poll, result, ballots } = shown;
  const { locale } = reader;
  const last = poll.questions.length - 1;
  const here = Math.min(Math.max(0, at), last);
  const question = poll.questions[here]!;
  const one = result?.questions.find(({ id }) => id === question.id);
  const page = (to: number, label: string) => ({ label, action: 'polls.results', value: `${poll.id} ${to}` });
  const blocks: Block[] = one
    ? [
        text(winnersSaid(question, one, reader)),
        { kind: 'chart', chart: chartOf(poll, question, one, reader) },
      ]
    : [];
  const names = question.options.flatMap((option) => {
    const ids = ballots ? choosersOf(question, option.id, ballots) : [];
    if (ids.length === 0) return [];
    const listed = ids.slice(0, mostListed).map((id) => world.directory.nameOf(id));
    const list = listed.join(locale === 'zh-CN' ? '、' : ', ');
    const more = ids.length - listed.length;
    const detail = more > 0 ? t(locale, 'polls.names.more', { names: list, count: more }) : list;
    return [{ text: optionText(question, option, reader), detail }];
  });
  return {
    title: t(locale, 'polls.results.title', { number: poll.number }),
    summary: t(locale, 'polls.results.summary', { number: poll.number, title: poll.title }),
    blocks: [
      text(questionText(poll, question), 'strong'),
      ...blocks,
      ...(names.length > 0 ? [{ kind: 'list' as const, items: names }] : []),
      ...(last > 0
        ? [
            text(t(locale, 'polls.results.page', { at: here + 1, of: last + 1 }), 'subtle'),
            actions(
              here > 0 && page(here - 1, t(locale, 'polls.button.previous')),
              here < last && page(here + 1, t(locale, 'polls.button.next')),
            ),
          ]
        : []),
    ],
  };
}

/** A poll as it is now, for this person alone: by its id, or the number that people know it by. Three queries. */
export async function showPoll(ctx: Context, which: string | number): Promise<Outcome> {
  const poll = await findPoll(ctx, which);
  if (poll === undefined) return gone(ctx);
  const subject = subjectOf(poll);
  const shown = (await loadShown(ctx, [subject])).get(subject)!;
  return { answer: { kind: 'card', card: pollCard(shown.state, ctx.person, ctx) } };
}
