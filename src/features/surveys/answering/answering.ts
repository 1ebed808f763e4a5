import type { Keyring } from '../../../anonymity/keyring.ts';
import type { Context } from '../../../engine/context.ts';
import { type FormHandler, notice, type Outcome, refusal } from '../../../engine/feature.ts';
import { dayOf } from '../../../time/day-start.ts';
import { type FieldValue, type Form, pressedId } from '../../../ui/form.ts';
import type { Answers, EnvelopeContent } from '../answers.ts';
import { askedQuestions } from '../asked.ts';
import { sealEnvelope } from '../envelopes/envelope.ts';
import { cleaned } from '../envelopes/size.ts';
import { markAnswered } from '../inviting/invitation.ts';
import { readAnswer } from './fields.ts';
import { lowAnswers } from './low.ts';
import { emptyForm, pageForm, readContext, reviewForm, startForm, untilSaid } from './page-form.ts';
import { type Page, pagesOf, pageWith, type Way, wayOf, ways } from './pages.ts';
import { contentIn, type Situation, situationOf } from './situation.ts';

type Values = Readonly<Record<string, FieldValue>>;

/** The button of an invitation: to where this person was, or to the beginning. `value` is the round's id. */
export const answer =
  (keyring: Keyring) =>
  async (ctx: Context, value: string): Promise<Outcome> => {
    if (!ctx.event.can.openForm) return refusal(ctx.t('surveys.answer.noForm', { url: ctx.publicUrl }));
    const here = await situationOf(ctx, keyring, value);
    if ('refused' in here) return here.refused;
    return { answer: { kind: 'form', form: resumed(ctx, here) } };
  };

/**
 * The forms of a survey. What a form holds goes into the sealed envelope with each step, and nowhere else: the context
 * names the round and the page alone.
 */
export const answerForm = (keyring: Keyring): FormHandler => ({
  async build(ctx, context) {
    const read = readContext(context);
    if (read === undefined) return undefined;
    const here = await situationOf(ctx, keyring, read.roundId);
    // Sent off, the empty form tells them why not.
    return 'refused' in here ? emptyForm(ctx, context) : formAt(ctx, here, read.spot);
  },
  async submit(ctx, context, values) {
    const read = readContext(context);
    if (read === undefined) return refusal(ctx.t('engine.outdated'));
    const here = await situationOf(ctx, keyring, read.roundId);
    if ('refused' in here) return here.refused;
    if (read.spot === 'start') return begin(ctx, here, values);
    if (read.spot === 'review') return review(ctx, here, values);
    const page = pageCalled(here, read.spot);
    return page ? leave(ctx, here, page, values) : show(reviewForm(ctx, here.round, contentIn(here)));
  },
});

const show = (form: Form): Outcome => ({ answer: { kind: 'form', form } });

const pagesIn = ({ round }: Situation, way: Way): Page[] => pagesOf(round.rules, way);

const pageCalled = (here: Situation, id: string) => pagesIn(here, wayOf(id)).find((page) => page.id === id);

function formAt(ctx: Context, here: Situation, spot: string): Form {
  const content = contentIn(here);
  if (spot === 'start') return startForm(ctx, here.round);
  const page = spot === 'review' ? undefined : pageCalled(here, spot);
  return page
    ? pageForm(ctx, here.round, content, { page, way: wayOf(spot) })
    : reviewForm(ctx, here.round, content);
}

function resumed(ctx: Context, here: Situation): Form {
  const { content, round } = here;
  if (content === undefined || content.at === null) return startForm(ctx, round);
  const page = content.sent ? undefined : pageCalled(here, content.at);
  if (page === undefined) return reviewForm(ctx, round, content);
  return pageForm(ctx, round, content, { page, way: wayOf(page.id) }, ctx.t('surveys.answer.resumed'));
}

/** Keeps what was answered so far. */
const keep = (ctx: Context, { key, round }: Situation, content: EnvelopeContent) =>
  sealEnvelope(key, round, ctx.person.id, content);

function begin(ctx: Context, here: Situation, { way }: Values): Outcome {
  const wanted = ways.find((each) => each === way) ?? 'each';
  const [page] = pagesIn(here, wanted);
  return page === undefined
    ? show(reviewForm(ctx, here.round, contentIn(here)))
    : goTo(ctx, here, contentIn(here), page);
}

/** On to this page, or to the review, keeping all that was answered. */
function goTo(ctx: Context, here: Situation, content: EnvelopeContent, page: Page | undefined): Outcome {
  const kept = { ...content, at: page?.id ?? 'review' };
  const form = page
    ? pageForm(ctx, here.round, kept, { page, way: wayOf(page.id) })
    : reviewForm(ctx, here.round, kept);
  return { writes: [keep(ctx, here, kept)], ...show(form) };
}

/** From a page to the next one, or where the button that was pressed leads. */
function leave(ctx: Context, here: Situation, page: Page, values: Values): Outcome {
  const before = contentIn(here);
  const way = wayOf(page.id);
  const pressed = values[pressedId];
  const read = pressed === 'skip' ? withoutAnswers(page) : readPage(ctx, page, values);
  if ('errors' in read) {
    const form = pageForm(ctx, here.round, before, { page, way });
    return show({ ...form, errors: read.errors });
  }
  const answers = merged(before.answers, read.answers);
  const content = { ...before, answers };
  const pages = pagesIn(here, way);
  const at = pages.findIndex(({ id }) => id === page.id);
  if (pressed === 'later') return putOff(ctx, here, { ...content, at: page.id });
  if (pressed !== 'back') return goTo(ctx, here, content, pages[at + 1]);
  if (at > 0) return goTo(ctx, here, content, pages[at - 1]);
  const writes = [keep(ctx, here, { ...content, at: null })];
  return { writes, ...show(startForm(ctx, here.round)) };
}

function putOff(ctx: Context, here: Situation, content: EnvelopeContent): Outcome {
  const until = untilSaid(ctx, here.round);
  const said = content.sent
    ? ctx.t('surveys.answer.savedSent', { until })
    : ctx.t('surveys.answer.saved', { until });
  return { writes: [keep(ctx, here, content)], ...notice(said) };
}

/** Sends off, unless something is missing or is to be changed first. */
function review(ctx: Context, here: Situation, values: Values): Outcome {
  const { round, invitation } = here;
  const before = contentIn(here);
  const { answers } = before;
  const asked = askedQuestions(round.rules, answers);
  const named = values.named === 'yes' && round.rules.followUp && lowAnswers(asked, answers).length > 0;
  const content = {
    ...before,
    namedPersonId: named ? ctx.person.id : null,
    comment: named && values.comment ? cleaned(String(values.comment)) : null,
  };
  const pages = pagesIn(here, 'each');
  if (values[pressedId] === 'later') return putOff(ctx, here, { ...content, at: 'review' });
  if (values[pressedId] === 'back') return goTo(ctx, here, content, pages.at(-1));
  const change = pageWith(pages, values.change);
  if (change) return goTo(ctx, here, content, change);
  const missing = asked.find(({ id, required }) => required && answers[id] === undefined);
  const open = missing && pageWith(pages, missing.id);
  if (open) {
    const remark = ctx.t('surveys.answer.missing');
    const form = pageForm(ctx, round, content, { page: open, way: 'each' }, remark);
    return { writes: [keep(ctx, here, { ...content, at: open.id })], ...show(form) };
  }
  const today = dayOf(ctx.now, ctx.office.organisation.timezone);
  return {
    writes: [
      keep(ctx, here, { ...content, sent: true, at: 'review' }),
      ...(invitation.state === 'answered' ? [] : markAnswered(invitation, today)),
    ],
    ...notice(ctx.t('surveys.answer.thanks', { until: untilSaid(ctx, round) })),
  };
}

const withoutAnswers = ({ questions }: Page) => ({
  answers: Object.fromEntries(questions.map(({ id }) => [id, undefined])),
});

type ReadPage = { answers: Record<string, Answers[string] | undefined> } | { errors: Record<string, string> };

function readPage(ctx: Context, { questions }: Page, values: Values): ReadPage {
  const answers: Record<string, Answers[string] | undefined> = {};
  const errors: Record<string, string> = {};
  for (const question of questions) {
    const read = readAnswer(ctx, question, values);
    if ('problem' in read) errors[read.problem.field] = read.problem.text;
    else answers[question.id] = read.answer;
  }
  return Object.keys(errors).length > 0 ? { errors } : { answers };
}

function merged(before: Answers, read: Record<string, Answers[string] | undefined>): Answers {
  const all = Object.entries({ ...before, ...read });
  return Object.fromEntries(
    all.filter((entry): entry is [string, Answers[string]] => entry[1] !== undefined),
  );
}
