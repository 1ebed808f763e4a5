import type { ChatAdapter, PostedMessage } from '../../../src/platform/adapter.ts';
import type { Ack, Inbound } from '../../../src/platform/inbound.ts';
import { actions, type Card, facts, text } from '../../../src/ui/card.ts';
import type { Form } from '../../../src/ui/form.ts';

const texts = {
  en: {
    title: 'Repair #42',
    open: 'Open',
    taken: 'With 赵磊',
    labels: ['Where', 'What is wrong', 'Urgency', 'Cost'],
    options: ['Low', 'Normal', 'High'],
    take: 'Take it',
    cancel: 'Cancel request',
    send: 'Send request',
    needed: 'This is needed.',
    amount: 'Please write an amount, like 1,250.50.',
    filed: 'Your request is #42. You will hear from us here.',
    refused: 'Only the Facilities team can take this.',
    requester: 'From',
    stage: 'Stage',
    said: 'Has anyone looked at it yet?',
    mine: 'Your requests',
  },
  'zh-CN': {
    title: '报修 #42',
    open: '待处理',
    taken: '由赵磊处理',
    labels: ['地点', '情况说明', '紧急程度', '费用'],
    options: ['低', '普通', '高'],
    take: '我来处理',
    cancel: '取消申请',
    send: '提交申请',
    needed: '这一项必填。',
    amount: '请填写金额，例如 1,250.50。',
    filed: '您的申请编号是 #42，进展会在这里告诉您。',
    refused: '只有后勤部可以接这个申请。',
    requester: '申请人',
    stage: '状态',
    said: '有人看过了吗？',
    mine: '您的申请',
  },
};
type Language = keyof typeof texts;

/** A core that a test plays: answers as the real one would, without rules or a database. */
export class PlayedCore {
  readonly received: Inbound[] = [];
  adapter: ChatAdapter | undefined;
  #posted: PostedMessage[] = [];
  #replies = 0;
  /** What the next event fails with. */
  failNext: Error | undefined;

  constructor(private readonly language: Language) {}

  readonly sink = async (event: Inbound): Promise<Ack> => {
    this.received.push(event);
    const failure = this.failNext;
    this.failNext = undefined;
    if (failure) throw failure;
    switch (event.kind) {
      case 'command':
        return event.text === 'my' ? this.#mine() : { kind: 'form', form: this.form(event.text) };
      case 'submit':
        return this.#submitted(event.values, event);
      case 'action':
        await this.show(this.#words.taken, 'good');
        return { kind: 'notice', text: this.#words.taken };
      case 'message':
        await this.reply(event.text);
        return { kind: 'ok' };
      case 'shortcut':
        return { kind: 'form', form: this.form(event.text) };
      case 'change':
        return { kind: 'ok' };
    }
  };

  get #words() {
    return texts[this.language];
  }

  form(description: string, errors?: Record<string, string>): Form {
    const [where = '', what = '', urgency = '', cost = ''] = this.#words.labels;
    const options = this.#words.options.map((label, index) => ({ value: String(index), label }));
    return {
      id: 'requests.file',
      context: 'repair',
      title: this.#words.title.replace(' #42', ''),
      submit: this.#words.send,
      fields: [
        { id: 'location', kind: 'text', label: where, required: true },
        { id: 'description', kind: 'text', multiline: true, label: what, required: true, value: description },
        { id: 'urgency', kind: 'choice', label: urgency, required: false, options, value: '1' },
        { id: 'cost', kind: 'money', currency: 'CNY', label: cost, required: false },
      ],
      ...(errors && { errors }),
    };
  }

  /** Posts the request's card to these conversations. */
  async post(keys: string[], description: string): Promise<void> {
    for (const key of keys) {
      const deliveryId = `del_${this.#posted.length}`;
      const card = this.#card(description, this.#words.open, 'warning');
      const address = { key, data: null };
      const posted = await this.adapter?.post(address, {
        card,
        deliveryId,
        attempt: 1,
        since: new Date(),
        bulk: false,
      });
      if (posted) this.#posted.push(posted);
    }
    this.#description = description;
  }
  #description = '';

  /** Draws every copy again. */
  async show(stage: string, tone: Card['tone']): Promise<void> {
    for (const posted of this.#posted) {
      const card = this.#card(this.#description, stage, tone);
      await this.adapter?.update(posted, {
        card,
        deliveryId: posted.key,
        attempt: 1,
        since: new Date(),
        bulk: false,
      });
    }
  }

  async reply(words: string): Promise<void> {
    for (const thread of this.#posted) {
      const said = { by: '李伟', text: words };
      const card: Card = { summary: words, said, blocks: [{ kind: 'quote', ...said }] };
      const deliveryId = `del_reply_${this.#replies++}`;
      await this.adapter?.post(thread.address, {
        card,
        thread,
        deliveryId,
        attempt: 1,
        since: new Date(),
        bulk: false,
      });
    }
  }

  #card(description: string, stage: string, tone: Card['tone']): Card {
    const { title, requester, take, cancel, stage: stageLabel, labels } = this.#words;
    return {
      summary: `${title}: ${stage}`,
      title,
      ...(tone && { tone }),
      blocks: [
        text(description),
        facts(
          { label: stageLabel, value: stage },
          { label: requester, value: '李伟' },
          { label: labels[0] ?? '', value: '3F' },
        ),
        actions(
          { label: take, action: 'requests.take', value: 'req_42', style: 'primary' },
          { label: cancel, action: 'requests.cancel', value: 'req_42', style: 'danger', opensForm: true },
        ),
      ],
    };
  }

  async #submitted(values: Record<string, string>, event: Inbound): Promise<Ack> {
    const errors: Record<string, string> = {};
    if (!values.location) errors.location = this.#words.needed;
    if (values.cost && !/^\d+$/.test(values.cost)) errors.cost = this.#words.amount;
    if (Object.keys(errors).length > 0) return { kind: 'form', form: this.form('', errors) };
    await this.post([`person:${event.actor.userId}`, 'channel:facilities'], values.description ?? '');
    return { kind: 'notice', text: this.#words.filed };
  }

  #mine(): Ack {
    const { mine, title, open, take } = this.#words;
    const button = { label: take, action: 'requests.take', value: 'req_42' };
    const items = [
      { text: title, detail: open, button },
      { text: '#7', detail: open },
    ];
    return { kind: 'card', card: { summary: mine, title: mine, blocks: [{ kind: 'list', items }] } };
  }
}
