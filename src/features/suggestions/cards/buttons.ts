import type { Reader, World } from '../../../engine/context.ts';
import { t } from '../../../i18n/translate.ts';
import type { Button } from '../../../ui/card.ts';
import { rolesOf } from '../people.ts';
import { type Verb, whyNot } from '../rules.ts';
import type { Suggestion } from '../suggestion.ts';

export type ButtonName = Verb | 'file' | 'comment' | 'comments' | 'show' | 'history';

const forms: ReadonlySet<ButtonName> = new Set([
  ...(['plan', 'postpone', 'finish', 'decline', 'reopen', 'assign', 'flag', 'hide'] as const),
  ...(['link', 'merge', 'comment', 'file'] as const),
]);
const styles: Partial<Record<ButtonName, Button['style']>> = {
  ...{ support: 'primary', plan: 'primary', confirm: 'primary', decline: 'danger', hide: 'danger' },
};

export function buttonOf(name: ButtonName, id: string, { locale }: Pick<Reader, 'locale'>): Button {
  const style = styles[name];
  return {
    label: t(locale, `suggestions.button.${name}`),
    action: `suggestions.${name}`,
    value: id,
    ...(style && { style }),
    ...(forms.has(name) && { opensForm: true }),
  };
}

/** What whoever answers for it does with it, in the order in which it is offered. */
const answering = [
  ...(['review', 'plan', 'start', 'finish', 'postpone', 'decline', 'assign', 'link', 'merge'] as const),
] satisfies Verb[];
const moderating = ['merge', 'dismiss', 'hide', 'unhide'] as const satisfies Verb[];

/**
 * What this reader may do with it. Whether they are its author is left out: of what is done everyone sees the author's
 * buttons, so that nobody who looks over a shoulder learns who that is.
 */
export function buttonsFor(suggestion: Suggestion, reader: Reader, world: World): Button[] {
  const { id, stage, supporterIds, authorId } = suggestion;
  const roles = rolesOf(world, suggestion, reader.id ?? '', false);
  const allowed = (verb: Verb) => whyNot(suggestion, verb, { id: reader.id ?? '', roles }) === undefined;
  const names: ButtonName[] = [];
  const own = authorId !== null && authorId === reader.id;
  if (stage === 'done') names.push('confirm', 'reopen');
  if (supporterIds.includes(reader.id ?? '')) {
    if (allowed('unsupport')) names.push('unsupport');
  } else if (!own && allowed('support')) names.push('support');
  if (roles.answers || roles.curator) {
    names.push(...answering.filter(allowed));
    if (allowed('link')) names.push('file');
  }
  if (roles.moderator) names.push(...moderating.filter((verb) => !names.includes(verb) && allowed(verb)));
  if (!suggestion.hidden && stage !== 'merged')
    names.push('comment', ...(allowed('flag') ? (['flag'] as const) : []));
  return names.map((name) => buttonOf(name, id, reader));
}
