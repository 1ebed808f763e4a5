import { asRaw, type Raw } from './validate.ts';

/** What Slack's client shows of blocks: markup resolved, mentions as their readers see them. */
export function visibleText(blocks: unknown): string {
  return list(blocks).map(blockText).filter(Boolean).join('\n');
}

/** The buttons of a message, in reading order. */
export function buttonsOf(
  blocks: unknown,
): { label: string; actionId: string; value?: string; blockId: string }[] {
  return list(blocks).flatMap((block, index) =>
    [...list(block.elements), ...(block.accessory ? [asRaw(block.accessory)] : [])]
      .filter((element) => element.type === 'button')
      .map((button) => ({
        label: textObject(button.text),
        actionId: String(button.action_id),
        ...(button.value !== undefined && { value: String(button.value) }),
        blockId: String(block.block_id ?? `b${index}`),
      })),
  );
}

function blockText(block: Raw): string {
  switch (block.type) {
    case 'context':
      return list(block.elements).map(textObject).join(' ');
    case 'rich_text':
      return list(block.elements).map(richText).join('\n');
    case 'input':
      return textObject(block.label);
    case 'section':
      return [block.text, ...list(block.fields)].filter(Boolean).map(textObject).join('\n');
    case 'header':
      return textObject(block.text);
    case 'image':
      return block.title === undefined ? '' : textObject(block.title);
    default:
      return '';
  }
}

/** Rich text is taken literally. */
function richText(element: Raw): string {
  if (element.type === 'rich_text_list') return list(element.elements).map(richText).join('\n');
  return list(element.elements)
    .map((part) => String(part.text ?? part.url ?? ''))
    .join('');
}

export function textObject(value: unknown): string {
  const { type, text } = asRaw(value);
  return type === 'mrkdwn' ? mrkdwn(String(text)) : decode(String(text));
}

/** Mentions, links and styles take effect, and their signs vanish. */
export function mrkdwn(text: string): string {
  const resolved = text
    .replace(/<!(here|channel|everyone)[^>]*>/g, '@$1')
    .replace(/<[@#]([^>|]*)(?:\|([^>]*))?>/g, (_, id: string, label?: string) => `@${label ?? id}`)
    .replace(/<([^>|]*)(?:\|([^>]*))?>/g, (_, url: string, label?: string) => label ?? url)
    .replace(/([*_~`])(\S(?:[^\n]*?\S)?)\1/g, '$2');
  return decode(resolved);
}

const decode = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const list = (value: unknown): Raw[] => (Array.isArray(value) ? value.map(asRaw) : []);
