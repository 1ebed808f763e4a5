import type { Verb } from './rules.ts';

/** The longest reason that a typed decision may carry, in characters. A longer text is talk. */
const longestReason = 300;

const approving = /^(?:approved?|ok(?:ay)?,? approved?|i approve|同意|批准|通过|可以，?同意)[.!。！]?$/i;
const rejecting =
  /^(?:reject(?:ed)?|declined?|i reject|不同意|拒绝|驳回|不批准|不通过)\s*(?:[:：,，\-–—]\s*|\s+)?(.*)$/is;

/**
 * Reads a decision from what somebody wrote below a request: `approved`, `同意`, `reject: too dear`. It is only ever
 * offered for confirmation. A rejection without a reason is understood too, and will ask for one.
 */
export function readTypedDecision(text: string): { verb: Verb; reason: string } | undefined {
  const plain = text.normalize('NFKC').trim();
  if (approving.test(plain)) return { verb: 'approve', reason: '' };
  const match = rejecting.exec(plain);
  if (match === null) return undefined;
  const reason = (match[1] ?? '').trim();
  return reason.length > longestReason ? undefined : { verb: 'reject', reason };
}
