import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import { formatDateTime } from '../../../time/format.ts';
import { actions, type Block, type Button, type Card, type ListItem, text } from '../../../ui/card.ts';
import { fewestVoters, type Poll, type PollQuestion } from '../poll.ts';
import { isByClick } from '../rules.ts';
import { barSaid, chartOf, namesSaid, winnersSaid } from './bars.ts';
import type { PollShown } from './shown.ts';
import { closesSaid, howSaid, inOneLine, optionText, questionText, secrecySaid } from './wording.ts';

/** What stands on a poll's cards besides: of features that begin with what came out. */
export type OutcomeParts = (poll: Poll, reader: Reader, world: World) => readonly Block[];

/** So many questions have a picture of their own; of more the winners are listed. */
const mostCharts = 3;

/** A poll as it is now. @param quiet on a card to very many, which does not follow the votes. */
export function pollCard(
  shown: PollShown,
  reader: Reader,
  world: World,
  { quiet = false, outcome }: { quiet?: boolean; outcome?: OutcomeParts } = {},
): Card {
  const { poll } = shown;
  switch (poll.state) {
    case 'open':
      return openCard(
        quiet ? { ...shown, result: undefined, ballots: undefined } : shown,
        reader,
        world,
        quiet,
      );
    case 'closed': {
      const counting = t(reader.locale, 'polls.counting');
      return { ...headOf(poll, reader), blocks: [...titleBlocks(poll, reader), text(counting, 'subtle')] };
    }
    case 'counted':
      return resultCard(shown, reader, world, outcome);
    case 'deleted': {
      const gone = t(reader.locale, 'polls.deleted', { number: poll.number });
      return { summary: gone, blocks: [text(gone, 'subtle')] };
    }
  }
}

const headOf = ({ number, title }: Poll, { locale }: Reader) => ({
  title: t(locale, 'polls.card.title', { number }),
  summary: t(locale, 'polls.card.summary', { number, title }),
});

const titleBlocks = (poll: Poll, reader: Reader): Block[] => [
  text(poll.title, 'strong'),
  ...editedBlocks(poll, reader),
];

const editedBlocks = ({ editedAt }: Poll, reader: Reader): Block[] =>
  editedAt
    ? [text(t(reader.locale, 'polls.edited', { at: formatDateTime(editedAt, reader) }), 'subtle')]
    : [];

function openCard(shown: PollShown, reader: Reader, world: World, quiet: boolean): Card {
  const { poll } = shown;
  const { locale } = reader;
  const asked = t(locale, 'polls.askedBy', { name: world.directory.nameOf(poll.ownerId) });
  // What does not follow the votes is not drawn again for somebody who has voted: it takes each click but once, and a
  // form as often as it is sent.
  const byClick = isByClick(poll) && !(quiet && poll.secrecy === 'anonymous');
  const votes = quiet ? [] : [t(locale, 'polls.voters', { count: poll.voters })];
  return {
    ...headOf(poll, reader),
    blocks: [
      ...titleBlocks(poll, reader),
      ...(byClick
        ? clickBlocks(shown, poll.questions[0]!, reader, world)
        : [
            {
              kind: 'list' as const,
              items: poll.questions.map((one, at) => questionItem(shown, one, at, reader)),
            },
          ]),
      text(
        [...votes, closesSaid(poll, reader), resultsSaid(poll, reader)].filter(Boolean).join(' · '),
        'subtle',
      ),
      text(inOneLine([asked, secrecySaid(poll, reader, world)], reader), 'subtle'),
      actions(...buttonsOf(poll, byClick, reader)),
    ],
  };
}

/** When results are shown, where they are not on the card. */
function resultsSaid({ results, secrecy, result }: Poll, { locale }: Reader): string {
  if (results !== 'live') return t(locale, `polls.results.${results}.said`);
  return secrecy === 'anonymous' && !result
    ? t(locale, 'polls.results.few.said', { count: 2 * fewestVoters })
    : secrecy === 'anonymous'
      ? t(locale, 'polls.results.behind.said', { count: fewestVoters })
      : '';
}

/** Its options, each with a button; the points of a scale stand side by side. */
function clickBlocks(shown: PollShown, question: PollQuestion, reader: Reader, world: World): Block[] {
  const { poll } = shown;
  const button = (optionId: string, label: string): Button => ({
    label,
    action: 'polls.vote',
    value: `${poll.id} ${question.id} ${optionId}`,
  });
  const isScale = question.kind === 'scale';
  const items = question.options.map((option): ListItem => {
    const detail = detailOf(shown, question, option.id, reader, world);
    return {
      text: optionText(question, option, reader),
      ...(detail && { detail }),
      ...(!isScale && { button: button(option.id, t(reader.locale, 'polls.button.choose')) }),
    };
  });
  const how = howSaid(question, reader);
  return [
    ...(how ? [text(how, 'subtle')] : []),
    ...(!isScale || shown.result ? [{ kind: 'list' as const, items }] : []),
    ...(isScale ? [actions(...question.options.map(({ id, text: label }) => button(id, label)))] : []),
  ];
}

function detailOf(
  { result, ballots }: PollShown,
  question: PollQuestion,
  optionId: string,
  reader: Reader,
  world: World,
): string | undefined {
  const one = result?.questions.find(({ id }) => id === question.id);
  if (one === undefined) return undefined;
  const names = ballots ? namesSaid(question, optionId, ballots, reader, world) : '';
  return [barSaid(question, one, optionId, reader), names].filter(Boolean).join(' · ');
}

/** One of several questions: what it asks, and what leads so far. */
function questionItem(
  { poll, result }: PollShown,
  question: PollQuestion,
  at: number,
  reader: Reader,
): ListItem {
  const one = result?.questions.find(({ id }) => id === question.id);
  const texts = question.options.map((option) => optionText(question, option, reader)).join(' | ');
  const asked = questionText(poll, question);
  return {
    text: poll.questions.length > 1 ? `${at + 1}. ${asked}` : asked,
    detail: one && one.answered > 0 ? winnersSaid(question, one, reader) : texts,
  };
}

/** What can be done at the card itself; who may not is told so at the click. */
function buttonsOf(poll: Poll, byClick: boolean, { locale }: Reader): Button[] {
  const button = (what: string, label: string): Button => ({
    label,
    action: `polls.${what}`,
    value: poll.id,
  });
  const { canChange, canAddOptions, results, secrecy } = poll;
  const nothingYet = results === 'afterClose' && secrecy !== 'toOwners';
  return [
    ...(byClick
      ? []
      : [{ ...button('form', t(locale, 'polls.button.vote')), style: 'primary' as const, opensForm: true }]),
    ...(canChange ? [button('takeBack', t(locale, 'polls.button.takeBack'))] : []),
    ...(nothingYet ? [] : [button('results', t(locale, 'polls.button.results'))]),
    ...(canAddOptions
      ? [{ ...button('addOption', t(locale, 'polls.button.addOption')), opensForm: true }]
      : []),
    button('manage', t(locale, 'polls.button.more')),
  ];
}

/** What came out. */
function resultCard(shown: PollShown, reader: Reader, world: World, outcome?: OutcomeParts): Card {
  const { poll, result } = shown;
  const { locale } = reader;
  const [first] = result?.questions ?? [];
  const withheld =
    poll.secrecy === 'anonymous' && result?.questions.every(({ answered }) => answered < fewestVoters);
  const only = poll.questions.length === 1 ? poll.questions[0] : undefined;
  const won = only && first && !withheld ? winnersSaid(only, first, reader) : undefined;
  return {
    title: t(locale, 'polls.result.title', { number: poll.number }),
    summary: t(locale, 'polls.result.summary', { number: poll.number, title: poll.title, won: won ?? '' }),
    tone: 'good',
    blocks: [
      // The picture of a question says what was asked.
      ...(won === undefined ? titleBlocks(poll, reader) : editedBlocks(poll, reader)),
      ...(withheld
        ? [text(t(locale, 'polls.result.withheld', { fewest: fewestVoters }))]
        : outcomeBlocks(shown, reader)),
      text(
        [t(locale, 'polls.voters', { count: result?.voters ?? 0 }), secrecySaid(poll, reader, world)].join(
          ' · ',
        ),
        'subtle',
      ),
      ...(outcome?.(poll, reader, world) ?? []),
      actions(
        // Of one question without names, all that there is stands here.
        ...(withheld || (only && poll.secrecy === 'anonymous')
          ? []
          : [{ label: t(locale, 'polls.button.results'), action: 'polls.results', value: poll.id }]),
        { label: t(locale, 'polls.button.more'), action: 'polls.manage', value: poll.id },
      ),
    ],
  };
}

function outcomeBlocks({ poll, result }: PollShown, reader: Reader): Block[] {
  const questions = poll.questions.flatMap((question) => {
    const one = result?.questions.find(({ id }) => id === question.id);
    return one ? [{ question, one }] : [];
  });
  if (questions.length > mostCharts)
    return [
      {
        kind: 'list',
        items: questions.map(({ question, one }, at) => ({
          text: `${at + 1}. ${questionText(poll, question)}`,
          detail: winnersSaid(question, one, reader),
        })),
      },
    ];
  return questions.flatMap(({ question, one }): Block[] => [
    { kind: 'chart', chart: chartOf(poll, question, one, reader) },
    text(winnersSaid(question, one, reader)),
  ]);
}
