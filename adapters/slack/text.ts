import type { types } from '@slack/bolt';
import { shorten } from './limits.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>' };

/** Plain text made safe for Slack's text objects: the three characters that Slack itself decodes again. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? character);
}

/** A text object that shows `text` as it is: no markup, no mention, no `:emoji:`. */
export function plainText(text: string, max: number): types.PlainTextElement {
  // Slack refuses an empty text object.
  return { type: 'plain_text', text: shorten(text === '' ? ' ' : text, max, escapeText), emoji: false };
}

/** What a person wrote, as they read it: `<@U1|ada>` is `@ada`, a link its words, `&lt;` is `<`. */
export function readText(text: string): string {
  if (!text.includes('<') && !text.includes('&')) return text;
  return text
    .replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, target: string, label: string | undefined) =>
      readToken(target, label || undefined),
    )
    .replace(/&(amp|lt|gt);/g, (_, name: string) => characters[name] ?? '');
}

function readToken(target: string, label: string | undefined): string {
  switch (target[0]) {
    case '@':
    case '#':
      return `${target[0]}${label ?? target.slice(1)}`;
    case '!':
      return label ?? `@${target.slice(1).split('^')[0]}`;
    default:
      if (label === undefined) return target.replace(/^mailto:/, '');
      return target.endsWith(label) ? label : `${label} (${target})`;
  }
}

/** Removes the mention of our own bot, wherever it stands. */
export function withoutMention(text: string, botUserId: string): string {
  return text.replaceAll(new RegExp(`<@${botUserId}(?:\\|[^<>]*)?>`, 'g'), ' ').trim();
}
