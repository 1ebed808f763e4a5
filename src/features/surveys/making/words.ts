import type { Survey, SurveyAudience, SurveyOption, SurveyQuestion } from '../../../config/survey-types.ts';
import type { Locale, Localized } from '../../../core/locale.ts';
import type { World } from '../../../engine/context.ts';
import { formatList } from '../../../i18n/list.ts';
import { t } from '../../../i18n/translate.ts';
import { formatDay } from '../../../time/format-day.ts';
import { questionsOf } from '../asked.ts';

const mostNames = 12;
const longest = 160;

/** A text of somebody's own in a card of many of them. */
const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/** Who is asked, in words. */
export function audienceText(audience: SurveyAudience, world: World, locale: Locale): string {
  const { office, directory } = world;
  const named = (ids: readonly string[], things: Readonly<Record<string, { name: Localized }>>) =>
    ids.map((id) => things[id]?.name[locale] ?? id);
  const names = [
    ...named(audience.departments, office.departments),
    ...named(audience.teams, office.teams),
    ...named(audience.places, office.places),
    ...audience.people.map((email) => directory.byEmail(email)?.name ?? email),
    ...servedText(audience, world, locale),
  ];
  const left = names.length - mostNames;
  const who =
    names.length === 0
      ? t(locale, 'surveys.audience.everyone')
      : left > 0
        ? t(locale, 'surveys.audience.andMore', {
            names: formatList(names.slice(0, mostNames), locale),
            n: left,
          })
        : formatList(names, locale);
  return audience.share < 100 ? t(locale, 'surveys.audience.share', { who, share: audience.share }) : who;
}

function servedText({ served }: SurveyAudience, { office }: World, locale: Locale): string[] {
  if (served === undefined) return [];
  const { days, categories } = served;
  const names = categories.map((id) => office.catalogue[id]?.name[locale] ?? id);
  return [
    names.length === 0
      ? t(locale, 'surveys.audience.served', { days })
      : t(locale, 'surveys.audience.servedWith', { days, names: formatList(names, locale) }),
  ];
}

/** How often it is asked, and at which hour, in words. */
export function rhythmText({ rhythm, at }: Survey, locale: Locale): string {
  if (rhythm.every !== 'once')
    return t(locale, `surveys.rhythm.${rhythm.every}`, { nth: rhythm.workday, at });
  if (rhythm.on === undefined) return t(locale, 'surveys.rhythm.once', { at });
  return t(locale, 'surveys.rhythm.onceOn', { day: formatDay(rhythm.on, locale), at });
}

/** Each question as it was understood, one line each. */
export function questionLines({ sections }: Survey, locale: Locale): string[] {
  const all = questionsOf({ sections });
  return sections.flatMap(({ title, questions }) =>
    questions.map((question, index) => {
      const nth = all.indexOf(question) + 1;
      const line = t(locale, 'surveys.question.line', {
        nth,
        question: shortened(question.text[locale]),
        details: detailsOf(question, all, locale),
      });
      return index === 0 && title ? `— ${title[locale]} —\n${line}` : line;
    }),
  );
}

function detailsOf(question: SurveyQuestion, all: readonly SurveyQuestion[], locale: Locale): string {
  const { required, showWhen } = question;
  const nth = showWhen && all.findIndex(({ id }) => id === showWhen.question) + 1;
  return [
    kindText(question, locale),
    ...(required ? [t(locale, 'surveys.question.required')] : []),
    ...(showWhen && nth
      ? [
          t(locale, 'surveys.question.onlyIf', {
            nth,
            answers: shortened(answersText(all[nth - 1]!, showWhen.in, locale)),
          }),
        ]
      : []),
  ].join(locale === 'zh-CN' ? '；' : '; ');
}

const labels = (options: readonly SurveyOption[], locale: Locale) =>
  shortened(options.map(({ label }) => label[locale]).join(' / '));

function kindText(question: SurveyQuestion, locale: Locale): string {
  switch (question.type) {
    case 'scale':
      return t(locale, 'surveys.question.scale', { from: question.from, to: question.to });
    case 'matrix':
      return t(locale, 'surveys.question.matrix', {
        from: question.from,
        to: question.to,
        rows: labels(question.rows, locale),
      });
    case 'single':
    case 'multiple':
    case 'ranking':
      return t(locale, `surveys.question.${question.type}`, { options: labels(question.options, locale) });
    default:
      return t(locale, `surveys.question.${question.type}`);
  }
}

/** `1–3`, or what the options are called. */
function answersText(question: SurveyQuestion, values: readonly string[], locale: Locale): string {
  if (!('options' in question)) return formatList(values, locale);
  return values
    .map((value) => question.options.find((option) => option.value === value)?.label[locale] ?? value)
    .join(' / ');
}
