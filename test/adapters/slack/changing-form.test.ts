import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderForm } from '../../../adapters/slack/render-form.ts';
import type { Ack, Inbound } from '../../../src/platform/inbound.ts';
import { withValues } from '../../../src/ui/fill-form.ts';
import type { Field, Form, Option } from '../../../src/ui/form.ts';
import { type SlackHarness, startSlackHarness } from '../../helpers/slack/harness.ts';
import { inputsOf } from '../../helpers/slack/inputs.ts';
import { checkView } from '../../helpers/slack/validate.ts';

const base = (id: string) => ({ id, label: id, required: false });
const options = (length: number, label = (at: number) => `Option ${at}`): Option[] =>
  Array.from({ length }, (_, at) => ({ value: `v${at}`, label: label(at) }));
const formOf = (...fields: Field[]): Form => ({
  id: 'test.form',
  context: 'ctx',
  title: 'Trip',
  submit: 'Send',
  fields,
});
const form = formOf(
  { ...base('what'), kind: 'text' },
  { ...base('needs'), kind: 'choices', options: options(3) },
  { ...base('day'), kind: 'date' },
  { ...base('time'), kind: 'time' },
  { ...base('moment'), kind: 'datetime', timezone: 'Asia/Shanghai' },
  { ...base('who'), kind: 'person' },
  { ...base('photos'), kind: 'file' },
  { ...base('urgency'), kind: 'choice', options: options(2) },
  { ...base('why'), required: true, kind: 'text', showWhen: { field: 'urgency', in: ['v1'] } },
);

let at: SlackHarness;
beforeEach(async () => {
  at = await startSlackHarness();
});
afterEach(() => at.stop());

const ada = () => at.users.ada.userId;
const dialog = () => at.slack.world.viewOf(ada())!;
const shown = () =>
  Object.fromEntries(inputsOf(dialog(), 'Europe/Berlin').map(({ id, initial }) => [id, initial]));
const entered = () => ({
  what: 'lamp <&>',
  needs: 'v0\nv2',
  day: '2026-12-04',
  time: '09:05',
  moment: '2026-11-30T07:00',
  who: at.users.ben.userId,
});
/** As the core answers: the same form with what was typed. */
const core = (event: Inbound): Ack => ({
  kind: 'form',
  form: event.kind === 'change' || event.kind === 'submit' ? withValues(form, event.values) : form,
});

async function open(): Promise<void> {
  at.answer(core);
  await at.slack.people.command(ada(), 'trip', at.channelId);
}

describe('a dialog whose fields hang on each other', () => {
  it('follows what is chosen, and keeps what was entered', async () => {
    await open();
    expect(Object.keys(shown())).not.toContain('why');
    const reply = await at.slack.people.choose(ada(), { ...entered(), urgency: 'v1' });
    expect([reply?.status, await reply?.text()]).toEqual([200, '']);
    expect(at.received.at(-1)).toMatchObject({
      kind: 'change',
      form: 'test.form',
      context: 'ctx',
      values: {
        what: 'lamp <&>',
        needs: 'v0\nv2',
        day: '2026-12-04',
        time: '09:05',
        moment: '2026-11-30T06:00:00.000Z',
        who: `account:T0OFFICE:${at.users.ben.userId}`,
        urgency: 'v1',
      },
      actor: { userId: ada() },
    });
    expect(shown()).toEqual({ ...entered(), photos: '', urgency: 'v1', why: '' });
    await at.slack.people.choose(ada(), { urgency: 'v0' });
    expect(Object.keys(shown())).not.toContain('why');
  });

  it('of two changes at once the later one is shown, and the other does no harm', async () => {
    await open();
    const stale = dialog().hash;
    await at.slack.people.choose(ada(), { urgency: 'v1' });
    const now = dialog().hash;
    expect(now).not.toBe(stale);
    // What was chosen before that, and arrives after it.
    dialog().hash = stale;
    const late = at.slack.people.choose(ada(), { urgency: 'v0' });
    dialog().hash = now;
    expect((await late)?.status).toBe(200);
    expect(Object.keys(shown())).toContain('why');
  });

  it('where the core fails, the dialog stays; sending it asks for what hangs on the choice', async () => {
    await open();
    at.answer(() => {
      throw new Error('away');
    });
    expect((await at.slack.people.choose(ada(), { urgency: 'v1' }))?.status).toBe(200);
    expect(Object.keys(shown())).not.toContain('why');
    at.answer((event) => {
      const ack = core(event);
      return ack.kind === 'form'
        ? { kind: 'form', form: { ...ack.form, errors: { what: 'Say more.' } } }
        : ack;
    });
    await at.slack.people.submit(ada(), { ...entered(), urgency: 'v1' });
    // Told of errors alone, Slack would show the same fields again.
    expect(shown()).toMatchObject({ ...entered(), urgency: 'v1', why: '' });
  });

  it('fails while sending: everything entered is back', async () => {
    await at.stop();
    at = await startSlackHarness({ replyWithinMs: 30 });
    await open();
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    at.answer(async () => {
      await released;
      throw new Error('away');
    });
    await at.slack.people.submit(ada(), { ...entered(), urgency: 'v0' });
    release();
    await at.slack.world.until(() => dialog().view.submit !== undefined);
    expect(shown()).toEqual({ ...entered(), photos: '', urgency: 'v0' });
  });

  it('another’s view without our metadata is none of our business', async () => {
    await open();
    const before = at.received.length;
    dialog().view.private_metadata = 'x';
    expect((await at.slack.people.choose(ada(), { urgency: 'v1' }))?.status).toBe(200);
    expect(at.received.length).toBe(before);
  });
});

describe('long lists', () => {
  const draw = (field: Field) => checkView(renderForm(formOf(field), 'm', 'en'));
  const element = (field: Field) =>
    Object((draw(field).blocks as { element: object }[])[0]?.element) as Record<string, unknown>;

  it('are grouped by a hundred', () => {
    const place: Field = {
      ...base('p'),
      kind: 'place',
      options: options(250, (n) => `HQ <&> ${n}`),
      value: 'v249',
    };
    const { option_groups: groups, initial_option: initial } = element(place);
    expect((groups as { options: object[] }[]).map((group) => group.options.length)).toEqual([100, 100, 50]);
    expect(Object(initial).value).toBe('v249');
    expect(element({ ...place, options: options(100) })).not.toHaveProperty('option_groups');
  });

  it('few are ticked, more are chosen', () => {
    const several: Field = { ...base('c'), kind: 'choices', options: options(10), value: 'v1\nv9' };
    expect(element(several).type).toBe('checkboxes');
    expect(element(several).initial_options).toHaveLength(2);
    expect(element({ ...several, options: options(11) }).type).toBe('multi_static_select');
    expect(element({ ...several, options: options(300), value: 'v299' }).initial_options).toHaveLength(1);
  });

  it('what no dialog holds is written', () => {
    const place: Field = {
      ...base('p'),
      kind: 'place',
      options: options(3000, (n) => `HQ › ${'一'.repeat(40)} › ${n}`),
      value: 'v7',
    };
    expect(element(place)).toMatchObject({
      type: 'plain_text_input',
      initial_value: expect.stringContaining('› 7'),
    });
  });

  it.each<Field>([
    { ...base('f'), kind: 'date', value: 'soon' },
    { ...base('f'), kind: 'date', value: '2026-02-31' },
    { ...base('f'), kind: 'time', value: '25:99' },
    { ...base('f'), kind: 'time', value: '25:99 or so' },
    { ...base('f'), kind: 'datetime', timezone: 'Asia/Shanghai', value: 'soon' },
    { ...base('f'), kind: 'person', value: 'Ada' },
    { ...base('f'), kind: 'choices', options: options(3), value: 'none of them' },
  ])('what is no $kind does not break the dialog', (field) => {
    expect(Object.keys(element(field)).filter((key) => key.startsWith('initial'))).toEqual([]);
  });
});
