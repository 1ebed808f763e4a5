import type { Element, RichTextBlock, TextRun } from './elements.ts';

/**
 * Text that the reader sees exactly as it was typed. A TextBlock is read as Markdown by Teams and as plain text
 * by the web page, so no escape is right for both; a TextRun is plain on both. The one thing both still
 * interpret is `{{DATE(…)}}` and `{{TIME(…)}}`, which does not survive being cut between its braces.
 */
export function plainText(text: string, style: Omit<TextRun, 'type' | 'text'> = {}): RichTextBlock {
  return {
    type: 'RichTextBlock',
    inlines: text.split(/(?<=\{)(?=\{)/).map((part) => ({ type: 'TextRun', text: part, ...style })),
  };
}

/** Does Markdown leave this text as it is? Then it can stand where no TextRun can. */
export function sameInMarkdown(text: string): boolean {
  return !/[\\*_`~[\]<>&|\r\n]|\{\{|^\s*([#+-]|\d+[.)])|https?:|www\.|@\w/i.test(text);
}

/** A title; a heading to screen readers, wherever Markdown would not change its text. */
export function heading(text: string): Element {
  return sameInMarkdown(text)
    ? { type: 'TextBlock', text, wrap: true, style: 'heading', size: 'large', weight: 'bolder' }
    : plainText(text, { size: 'large', weight: 'bolder' });
}
