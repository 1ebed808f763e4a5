import { actions, type Block, type Card, facts, text } from '../../ui/card.ts';
import type { Field, Form } from '../../ui/form.ts';
import { askedFields } from '../../ui/show-when.ts';
import type { Context } from '../context.ts';
import { isForChat } from '../file-fields.ts';
import type { DialogState } from './questions.ts';
import { shown } from './understand.ts';

/** What a question's buttons are about: a dialog that came after it is another one. */
export const nameOf = (form: Form) => `${form.id} ${form.context}`;

/** The open question as a card; where everything is answered, all of it, to be sent. */
export function question(ctx: Context, form: Form, state: DialogState, remark: string | undefined): Card {
  const field = form.fields[state.field];
  const asForm = {
    label: ctx.t('dialog.openForm'),
    action: 'dialog.open',
    value: nameOf(form),
    opensForm: true,
  };
  const openForm = isForChat(ctx, form) ? [] : [asForm];
  const stop = { label: ctx.t('form.cancel'), action: 'dialog.cancel', value: nameOf(form) };
  const blocks: Block[] = remark ? [text(remark, 'strong')] : [];
  if (field === undefined) {
    const all = askedFields(form.fields, state.values).map((each, at) => ({
      label: `${at + 1}. ${each.label}`,
      value: shown(ctx, each, state.values[each.id]),
    }));
    // Sends what is shown here, and nothing that was changed since.
    const value = String(ctx.now.getTime());
    const send = { label: form.submit, action: 'dialog.send', value, style: 'primary' as const };
    blocks.push(facts(...all), text(ctx.t('dialog.confirm'), 'subtle'), actions(send, ...openForm, stop));
    return { summary: form.title, title: form.title, blocks };
  }
  const kept = state.values[field.id];
  const hints = [
    howToAnswer(ctx, field),
    field.hint,
    kept ? ctx.t('dialog.kept', { value: shown(ctx, field, kept) }) : undefined,
    !kept && !field.required ? ctx.t('dialog.mayskip') : undefined,
  ].filter((hint) => hint !== undefined);
  blocks.push(
    text(field.label, 'strong'),
    ...hints.map((hint) => text(hint, 'subtle')),
    actions(...openForm, stop),
  );
  return {
    summary: ctx.t('dialog.summary', { title: form.title, label: field.label }),
    title: form.title,
    blocks,
  };
}

/** A list of more places than this is not read by anybody. */
const mostListedPlaces = 12;

function howToAnswer(ctx: Context, field: Field): string | undefined {
  switch (field.kind) {
    case 'choice':
      return numbered(ctx.t('dialog.choose'), field.options);
    case 'choices':
      return numbered(ctx.t('dialog.chooseSeveral'), field.options);
    case 'place':
      return field.options.length > mostListedPlaces
        ? ctx.t('dialog.place')
        : [ctx.t('dialog.place'), ...field.options.map(({ label }) => label)].join('\n');
    case 'date':
    case 'time':
    case 'datetime':
    case 'person':
    case 'file':
      return ctx.t(`dialog.${field.kind}`);
    default:
      return undefined;
  }
}

const numbered = (head: string, options: { label: string }[]) =>
  [head, ...options.map(({ label }, at) => `${at + 1}. ${label}`)].join('\n');
