import { narrow } from '../../core/full-width.ts';
import type { Verb } from './rules.ts';

/** The longest reason that a typed decision may carry, in characters. A longer text is talk. */
const longestReason = 300;

const approving =
  /^(?:approved?|ok(?:ay)?,? approved?|i approve|(?:好的?|可以|我)?,?(?:同意|批准|通过)[了吧]?)[.!。]*$/i;
// An English word ends at a sign or a space; a Chinese one may be followed by the reason at once.
const rejecting =
  /^(?:(?:reject(?:ed)?|declined?|i reject)(?![\p{L}\p{N}])|我?(?:不同意(?!见)|拒绝|驳回|不批准|不通过)[了吧]?)[\s:,.!。–—-]*(.*)$/isu;

/**
 * Reads a decision from what somebody wrote below a request: `approved`, `同意`, `reject: too dear`. It is only ever
 * offered for confirmation. A rejection without a reason is understood too, and will ask for one.
 */
export function readTypedDecision(text: string): { verb: Verb; reason: string } | undefined {
  const original = text.trim();
  const plain = narrow(original);
  if (approving.test(plain)) return { verb: 'approve', reason: '' };
  const match = rejecting.exec(plain);
  if (match === null) return undefined;
  const { length } = match[1] ?? '';
  const reason = original.slice(original.length - length);
  return reason.length > longestReason ? undefined : { verb: 'reject', reason };
}
