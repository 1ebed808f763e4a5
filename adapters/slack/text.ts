import type { types } from '@slack/bolt';
import type { Mention } from '../../src/platform/inbound.ts';
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

/** So many are looked up: more would keep whoever speaks waiting. */
const mostMentions = 5;

/** Who is mentioned in what a person wrote, as they stand in it once it is read; our own bot is not meant. */
export function mentionsIn(text: string, botUserId: string): Mention[] {
  return [...text.matchAll(/<@(\w+)(?:\|([^<>]*))?>/g)]
    .map(([, userId = '', label]) => ({ words: `@${label || userId}`, userId }))
    .filter(({ userId }) => userId !== botUserId)
    .slice(0, mostMentions);
}

/** Removes the mention of our own bot, wherever it stands. */
export function withoutMention(text: string, botUserId: string): string {
  return text.replaceAll(new RegExp(`<@${botUserId}(?:\\|[^<>]*)?>`, 'g'), ' ').trim();
}
