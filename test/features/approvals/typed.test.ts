import { describe, expect, it } from 'vitest';
import { readTypedDecision } from '../../../src/features/approvals/typed.ts';

const approve = { verb: 'approve', reason: '' };
const reject = (reason: string) => ({ verb: 'reject', reason });

describe('what was typed below a request', () => {
  it.each([
    ['approved', approve],
    ['Approved!', approve],
    ['approve', approve],
    [' APPROVED. ', approve],
    ['ok, approved', approve],
    ['OK approved', approve],
    ['I approve', approve],
    ['同意', approve],
    ['同意！', approve],
    ['同意。', approve],
    ['我同意', approve],
    ['同意了', approve],
    ['可以，同意', approve],
    ['好的，批准', approve],
    ['通过', approve],
    ['reject', reject('')],
    ['Rejected', reject('')],
    ['rejected.', reject('')],
    ['驳回', reject('')],
    ['驳回。', reject('')],
    ['不同意', reject('')],
    ['reject: too dear', reject('too dear')],
    ['Reject - too dear', reject('too dear')],
    ['reject too dear', reject('too dear')],
    ['declined, we have one', reject('we have one')],
    ['I reject: no budget', reject('no budget')],
    ['不同意 太贵', reject('太贵')],
    ['不同意，太贵了，请重新报价！', reject('太贵了，请重新报价！')],
    ['驳回：超预算', reject('超预算')],
    ['驳回:超预算（３月）', reject('超预算（３月）')],
    ['拒绝了，太贵', reject('太贵')],
    ['不批准，等下季度', reject('等下季度')],
    [
      'reject: too dear\nask three shops\nthen again\nthank you',
      reject('too dear\nask three shops\nthen again\nthank you'),
    ],
    [`reject ${'x'.repeat(300)}`, reject('x'.repeat(300))],
  ])('%j decides', (text, decision) => expect(readTypedDecision(text)).toEqual(decision));

  it.each([
    'ok',
    '好的',
    '收到',
    'I approve of the colour',
    'approved by whom?',
    'not approved',
    'has this been approved?',
    'approved\nbut only half of it\nplease ask again\nnext week',
    '同意吗？',
    '同意但是要便宜一点',
    '不同意见可以再讨论',
    '我没有同意',
    'rejection is hard',
    'rejects',
    'rejecting this would be sad',
    'do not reject',
    '通过率是多少',
    '👍',
    '',
    '   ',
    `reject ${'x'.repeat(301)}`,
  ])('%j is talk', (text) => expect(readTypedDecision(text)).toBeUndefined());
});
