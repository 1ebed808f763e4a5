import { narrow } from '../../core/full-width.ts';
import type { Verb } from './step.ts';
import type { MoreVerb } from './verbs.ts';

/** The longest reason that a typed decision may carry, in characters. A longer text is talk. */
const longestReason = 300;
const longestName = 100;

/** What was typed, as far as words can say it; `person` is a name or an e-mail as it was written. */
export type Typed =
  | { verb: Verb; reason: string }
  | { verb: MoreVerb; person: string; reason: string }
  | { verb: 'remind' };

const approving =
  /^(?:approved?|ok(?:ay)?,? approved?|i approve|(?:好的?|可以|我)?,?(?:同意|批准|通过)[了吧]?)[.!。]*$/i;
// An English word ends at a sign or a space; a Chinese one may be followed by the reason at once.
const rejecting =
  /^(?:(?:reject(?:ed)?|declined?|i reject)(?![\p{L}\p{N}])|我?(?:不同意(?!见)|拒绝|驳回|不批准|不通过)[了吧]?)[\s:,.!。–—-]*(.*)$/isu;
const returning =
  /^(?:(?:send|give) (?:it )?back\b|return(?:ed)?(?=\s*[:,]|$)|退回(?:修改|补充|重填)?|打回)[\s:,.!。–—-]*(.*)$/isu;
const reminding = /^(?:remind(?: (?:them|the approvers?))?|nudge|催办|催一下|催一催|请催办)[.!。]*$/i;

// A name ends at a colon or comma; what follows is the reason.
const named = '\\s*[@]?([^:,\\n]+?)\\s*(?:[:,]\\s*(.*))?$';
const aboutSomebody: readonly (readonly [MoreVerb, RegExp])[] = [
  [
    'transfer',
    new RegExp(`^(?:(?:transfer|hand over) (?:it )?to\\s|转交(?:给)?|转给|转审(?:给)?)${named}`, 'isu'),
  ],
  ['before', new RegExp(`^(?:ask (?:first|before me)\\s|(?:向前|前)加签)${named}`, 'isu')],
  ['after', new RegExp(`^(?:ask (?:next|after me)\\s|(?:向后|后)加签)${named}`, 'isu')],
  ['copy', new RegExp(`^(?:cc\\s|copy in\\s|抄送(?:给)?)${named}`, 'isu')],
];

/**
 * Reads a decision from what somebody wrote below a request: `approved`, `同意`, `reject: too dear`, `transfer to Zhang
 * Min: I am away`. It is only ever offered for confirmation. What needs a reason is understood without one too, and
 * will ask for it.
 */
export function readTypedDecision(text: string): Typed | undefined {
  const original = text.trim();
  const plain = narrow(original);
  if (approving.test(plain)) return { verb: 'approve', reason: '' };
  if (reminding.test(plain)) return { verb: 'remind' };
  // Reasons are kept as they were written: narrowing changes no length.
  const asWritten = (end = '') => original.slice(original.length - end.length);
  for (const [verb, pattern] of [
    ['reject', rejecting],
    ['return', returning],
  ] as const) {
    const match = pattern.exec(plain);
    if (match) return short({ verb, reason: asWritten(match[1]) });
  }
  for (const [verb, pattern] of aboutSomebody) {
    const [, person = '', reason = ''] = pattern.exec(plain) ?? [];
    if (person !== '' && person.length <= longestName)
      return short({ verb, person, reason: asWritten(reason) });
  }
  return undefined;
}

const short = <T extends { reason: string }>(typed: T): T | undefined =>
  typed.reason.length > longestReason ? undefined : typed;
