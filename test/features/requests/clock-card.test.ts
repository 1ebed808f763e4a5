import { describe, expect, it } from 'vitest';
import type { World } from '../../../src/engine/context.ts';
import type { RequestState } from '../../../src/features/requests/request.ts';
import { clockBlock, clockCard, hasClock } from '../../../src/features/requests/targets/clock-card.ts';
import type { HistoryEntry } from '../../../src/history/history.ts';
import { textOf } from '../../helpers/office.ts';
import { requestWith } from './example-request.ts';

const at = (time: string) => new Date(`2026-12-${time}:00+08:00`);
const world = {
  office: { organisation: { timezone: 'Asia/Shanghai', calendar: 'CN' }, calendars: {}, teams: {} },
  clock: { now: () => at('01T12:00') },
  directory: { nameOf: (id: string) => id },
} as unknown as World;
const reader = (locale: 'en' | 'zh-CN') => ({ locale, timezone: 'Asia/Shanghai' });

const running = { respondBy: at('01T13:00'), resolveBy: at('02T10:00') };
const answered = { respondedAt: at('01T10:00'), respondLeftMinutes: 30 };
const paused = { ...answered, pausedAt: at('01T11:00') };

describe('what a card says of its clocks', () => {
  it.each<[string, Partial<RequestState>, string[], string[]]>([
    ['nothing without a target', {}, [], []],
    [
      'when it is due',
      running,
      ['Answer by: Tue, Dec 1, 13:00', 'Finish by: Wed, Dec 2, 10:00'],
      ['答复时限: 12月1日周二 13:00', '办结时限: 12月2日周三 10:00'],
    ],
    [
      'that it is late',
      { respondBy: at('01T11:00') },
      ['Answer by: Tue, Dec 1, 11:00 – overdue'],
      ['答复时限: 12月1日周二 11:00，已超时'],
    ],
    [
      'nothing of an answer that came in time',
      { ...answered, resolveBy: at('02T10:00') },
      ['Finish by: Wed, Dec 2, 10:00'],
      ['办结时限: 12月2日周三 10:00'],
    ],
    [
      'since when it stands still, and why',
      { ...paused, stage: 'waiting', resolveLeftMinutes: 59 },
      [
        'Finish by: 59 min left once it goes on',
        'Clock stopped: since Tue, Dec 1, 11:00: waiting for the requester',
      ],
      ['办结时限: 继续后还剩 59 分钟', '计时暂停: 12月1日周二 11:00 起：等待申请人回复'],
    ],
    [
      'the reason of a pause, and how late it was',
      { ...paused, stage: 'onHold', holdReason: 'parts are on their way', resolveLeftMinutes: -75 },
      [
        'Finish by: overdue by 1 h 15 min',
        'Clock stopped: since Tue, Dec 1, 11:00: on hold, parts are on their way',
      ],
      ['办结时限: 已超时 1 小时 15 分钟', '计时暂停: 12月1日周二 11:00 起：暂缓，parts are on their way'],
    ],
    [
      'what was missed, when it is over',
      { ...answered, stage: 'done', resolveLeftMinutes: -75, resolveMissedAt: at('01T11:00') },
      ['Finish by: missed (it was Tue, Dec 1, 11:00)'],
      ['办结时限: 未按时完成（时限为 12月1日周二 11:00）'],
    ],
    ['nothing of what was done in time', { ...answered, stage: 'closed', resolveLeftMinutes: 5 }, [], []],
  ])('%s', (_, more, en, zh) => {
    const request = requestWith({ stage: 'new', ...more });
    const read = (locale: 'en' | 'zh-CN') =>
      textOf({ summary: '', blocks: clockBlock(request, reader(locale), world) })
        .split('\n')
        .slice(1);
    expect(read('en')).toEqual(en);
    expect(read('zh-CN')).toEqual(zh);
    expect(hasClock(request)).toBe(Object.keys(more).length > 0);
  });

  it('and of every span, and of a calendar that does not reach that far', () => {
    const request = requestWith({ ...answered, stage: 'assigned', resolveBy: at('31T18:00') });
    const later = { ...request, resolveBy: new Date('2027-01-04T10:00+08:00') };
    const entries = [
      { at: at('01T09:00'), actorId: 'Li', data: { nextStage: 'awaitingApproval' } },
      { at: at('01T10:00'), actorId: null, data: { nextStage: 'new' } },
    ] as unknown as HistoryEntry[];
    const read = (shown: RequestState) => textOf(clockCard(shown, entries, reader('en'), world)).split('\n');
    const spans = [
      'Clock of #1',
      'Finish by: Thu, Dec 31, 18:00',
      'Stopped for 1 h of working time: waiting for approval Tue, Dec 1, 09:00 to Tue, Dec 1, 10:00 · Li',
      'Running: 2 h of working time Tue, Dec 1, 10:00 to now · Quartermaster',
    ];
    expect(read(request)).toEqual(spans);
    expect(read(later).at(-1)).toBe(
      'Holidays after 2026-12-31 are not known yet: those days count as ordinary weekdays.',
    );
    expect(textOf(clockCard(request, [], reader('en'), world))).toContain('The clock has not started yet.');
  });
});
