import { afterAll, beforeAll, expect, it } from 'vitest';
import { startOffice, type TestOffice } from '../helpers/office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office.stop());

it('says so where nobody reads a reply on the page, and takes one below a request', async () => {
  const li = office.as('li.wei');
  await li.submit('requests.file', 'repair', { location: '3F', description: 'The lamp is dark' });
  const [card] = await office.shown('facilities');
  expect(await li.say(card!.id, 'It is the one at the window')).not.toMatchObject({ refused: true });
  expect(await li.say('no-such-message', 'Hello?')).toMatchObject({ kind: 'notice', refused: true });
});
