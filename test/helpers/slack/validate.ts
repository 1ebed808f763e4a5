import { asList, asRaw, type Raw, Refusal } from './raw.ts';
import { checkInput } from './validate-input.ts';

export { asList, asRaw, type Raw, Refusal };

/*
 * What Slack checks of blocks and views before it takes them, by its documentation and by what is known of
 * `msg_blocks_too_long`. Written from Slack's side: it shares nothing with the adapter that it judges.
 */

const actionElements = new Set(['button', 'static_select', 'overflow', 'radio_buttons', 'checkboxes']);

/**
 * Throws a Refusal ('invalid_blocks', 'msg_blocks_too_long') with Slack's kind of details.
 * @param isShowable whether a file can be shown; by default every file can.
 */
export function checkMessageBlocks(blocks: unknown, isShowable: (id: string) => boolean = () => true): void {
  const list = asList(blocks, 'blocks');
  const check = new Checker('invalid_blocks', isShowable);
  check.count(list, 1, 50, 'blocks');
  for (const block of list) check.block(block, 'message');
  check.done();
  if (JSON.stringify(list).length > 13_200) throw new Refusal('msg_blocks_too_long');
}

/** Throws a Refusal ('invalid_arguments', 'view_too_large'). */
export function checkView(value: unknown): Raw {
  const view = asRaw(value);
  const check = new Checker('invalid_arguments');
  check.that(view.type === 'modal', 'view.type must be modal');
  check.plain(view.title, 24, 'title');
  if (view.submit !== undefined) check.plain(view.submit, 24, 'submit');
  if (view.close !== undefined) check.plain(view.close, 24, 'close');
  check.string(view.callback_id ?? '', 0, 255, 'callback_id');
  check.string(view.private_metadata ?? '', 0, 3000, 'private_metadata');
  const blocks = asList(view.blocks, 'blocks');
  check.count(blocks, 1, 100, 'blocks');
  for (const block of blocks) check.block(block, 'modal');
  const inputs = blocks.some((block) => asRaw(block).type === 'input');
  check.that(!inputs || view.submit !== undefined, 'a view with inputs needs submit');
  const known = [
    'type',
    'title',
    'submit',
    'close',
    'callback_id',
    'private_metadata',
    'blocks',
    'notify_on_close',
  ];
  for (const key of Object.keys(view)) check.that(known.includes(key), `unknown member ${key}`);
  check.done();
  if (Buffer.byteLength(JSON.stringify(view)) > 250_000) throw new Refusal('view_too_large');
  return view;
}

class Checker {
  private readonly problems: string[] = [];
  private readonly blockIds = new Set<unknown>();
  private readonly actionIds = new Set<unknown>();
  constructor(
    private readonly code: string,
    private readonly isShowable: (id: string) => boolean = () => false,
  ) {}

  done(): void {
    if (this.problems.length > 0) throw new Refusal(this.code, this.problems);
  }

  that(fine: boolean, problem: string): void {
    if (!fine) this.problems.push(problem);
  }

  count(list: unknown[], min: number, max: number, what: string): void {
    this.that(list.length >= min && list.length <= max, `${what}: ${list.length}, ${min} to ${max} allowed`);
  }

  string(value: unknown, min: number, max: number, what: string): void {
    const fine = typeof value === 'string' && value.length >= min && value.length <= max;
    this.that(fine, `${what} must be a text of ${min} to ${max} characters`);
    const lone = typeof value === 'string' && /\p{Surrogate}/u.test(value);
    this.that(!lone, `${what} holds half a character`);
  }

  plain(value: unknown, max: number, what: string): void {
    const text = asRaw(value);
    this.that(text.type === 'plain_text', `${what} must be plain_text`);
    this.string(text.text, 1, max, what);
  }

  text(value: unknown, max: number, what: string): void {
    const text = asRaw(value);
    this.that(text.type === 'plain_text' || text.type === 'mrkdwn', `${what} must be a text object`);
    this.string(text.text, 1, max, what);
  }

  unique(ids: Set<unknown>, id: unknown, what: string): void {
    if (id === undefined) return;
    this.string(id, 1, 255, what);
    this.that(!ids.has(id), `${what} ${String(id)} is there twice`);
    ids.add(id);
  }

  block(value: unknown, surface: 'message' | 'modal'): void {
    const block = asRaw(value);
    this.unique(this.blockIds, block.block_id, 'block_id');
    switch (block.type) {
      case 'header':
        this.plain(block.text, 150, 'header');
        return;
      case 'divider':
        return;
      case 'image': {
        this.string(block.alt_text, 1, 2000, 'alt_text');
        if (block.title !== undefined) this.plain(block.title, 2000, 'title');
        const id = String(asRaw(block.slack_file).id);
        this.that(/^F[A-Z0-9]{8,}$/.test(id) && this.isShowable(id), 'invalid slack file');
        return;
      }
      case 'section':
        this.that(block.text !== undefined || block.fields !== undefined, 'a section needs text or fields');
        if (block.text !== undefined) this.text(block.text, 3000, 'section');
        if (block.fields !== undefined) {
          const fields = asList(block.fields, 'fields');
          this.count(fields, 1, 10, 'fields');
          for (const field of fields) this.text(field, 2000, 'field');
        }
        if (block.accessory !== undefined) this.element(block.accessory);
        return;
      case 'context': {
        const elements = asList(block.elements, 'elements');
        this.count(elements, 1, 10, 'context');
        for (const element of elements) this.text(element, 3000, 'context');
        return;
      }
      case 'actions': {
        const elements = asList(block.elements, 'elements');
        this.count(elements, 1, 25, 'actions');
        for (const element of elements) this.element(element);
        return;
      }
      case 'rich_text': {
        const elements = asList(block.elements, 'elements');
        this.count(elements, 1, 1000, 'rich_text');
        for (const element of elements) this.rich(element);
        return;
      }
      case 'input':
        this.that(surface === 'modal', 'input blocks are for modals');
        this.plain(block.label, 2000, 'label');
        this.that(
          block.dispatch_action === undefined || typeof block.dispatch_action === 'boolean',
          'dispatch_action',
        );
        if (block.hint !== undefined) this.plain(block.hint, 2000, 'hint');
        checkInput(this, asRaw(block.element));
        return;
      default:
        this.that(false, `unsupported block type ${String(block.type)}`);
    }
  }

  private element(value: unknown): void {
    const element = asRaw(value);
    this.that(actionElements.has(String(element.type)), `unsupported element ${String(element.type)}`);
    this.unique(this.actionIds, element.action_id, 'action_id');
    if (element.type !== 'button') return;
    this.plain(element.text, 75, 'button');
    if (element.value !== undefined) this.string(element.value, 1, 2000, 'value');
    const style = element.style;
    this.that(style === undefined || style === 'primary' || style === 'danger', 'style of a button');
  }

  private rich(value: unknown): void {
    const element = asRaw(value);
    const parts = asList(element.elements, 'elements');
    if (element.type === 'rich_text_list') {
      this.that(element.style === 'bullet' || element.style === 'ordered', 'style of a list');
      for (const part of parts) this.rich(part);
      return;
    }
    this.that(
      element.type === 'rich_text_section' || element.type === 'rich_text_quote',
      `unsupported rich text ${String(element.type)}`,
    );
    for (const part of parts.map(asRaw)) {
      if (part.type === 'link') this.string(part.url, 1, 3000, 'url');
      else this.that(part.type === 'text', `unsupported rich text element ${String(part.type)}`);
      this.string(part.text, 1, 12_000, 'rich text');
    }
  }
}
