import { expect, it } from 'vitest';
import { buttonsOf } from '../../../src/features/requests/cards/request-buttons.ts';
import { newRequest } from '../../../src/features/requests/request.ts';

const done = (assigneeId: string) =>
  newRequest({
    id: 'req_1',
    subject: 'request:req_1',
    number: 1,
    category: 'repair',
    teamId: 'facilities',
    requesterId: 'li',
    assigneeId,
    stage: 'done',
    fields: {},
    createdAt: new Date(0),
  });

it('asks for a rating with Confirm, unless the requester has done it themselves', () => {
  const first = (assigneeId: string, locale: 'en' | 'zh-CN') =>
    buttonsOf(done(assigneeId), 'requester', locale)[0];
  expect(first('zhao', 'en')).toMatchObject({ label: 'Confirm and rate', action: 'requests.confirm' });
  expect(first('li', 'en')).toMatchObject({ label: 'Confirm', action: 'requests.confirm', opensForm: true });
  expect(first('li', 'zh-CN')?.label).toBe('确认');
});
