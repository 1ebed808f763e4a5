/**
 * What people see, as plain data: a view makes a `Card`, an adapter draws it. All text is plain text in the
 * reader's language; adapters escape it, so nothing that a person typed can become a mention or a link.
 */
export interface Card {
  /** One line that stands for the whole card: in notifications, and for screen readers. */
  summary: string;
  title?: string;
  /** The mood of the card; drawn as a colour and never the only carrier of a meaning. */
  tone?: Tone;
  blocks: Block[];
  /** Whom it names, by e-mail: who is put in a user group that shows it. */
  members?: readonly string[];
  /** Where it shows somebody's own words: a page offers to make a request or a reminder of them. */
  said?: { by: string; text: string };
}

export type Tone = 'neutral' | 'good' | 'warning' | 'bad';

export type Block =
  | { kind: 'text'; text: string; style?: TextStyle }
  | { kind: 'facts'; facts: Fact[] }
  | { kind: 'quote'; text: string; by: string }
  | { kind: 'list'; items: ListItem[] }
  | LinkBlock
  | { kind: 'files'; files: FileLink[] }
  | { kind: 'chart'; chart: Chart }
  | { kind: 'actions'; buttons: Button[] };

/** `path`: the same below a page's own path, where it is one of the web page's: opened there with its session. */
interface LinkBlock {
  kind: 'link';
  label: string;
  url: string;
  path?: string;
}

/** A picture of figures. Adapters draw it; whoever cannot see it reads `alt`, which says the figures as well. */
export interface Chart {
  /** Bars lie down, beside or below each category’s name; lines go from left to right over time. */
  type: 'bars' | 'line';
  title: string;
  /** In the reader's language; long ones are cut in the picture and not in `alt`. */
  categories: string[];
  /** One value for each category; null: none is known or may be shown. */
  series: { name: string; values: (number | null)[] }[];
  /** What the values are: `percent` 42 is written as 42%. */
  unit: 'count' | 'percent' | 'score';
  /** The ends of the axis, where they are not 0 and the largest value. */
  min?: number;
  max?: number;
  alt: string;
}

export type TextStyle = 'normal' | 'strong' | 'subtle';

export interface Fact {
  label: string;
  value: string;
}

export interface ListItem {
  text: string;
  detail?: string;
  button?: Button;
}

/** A photo or document. What is behind the link is shown to those who may see it, after they have signed in. */
export interface FileLink {
  id: string;
  /** As its uploader named it. */
  name: string;
  /** Its size, or why it is not there. */
  detail: string;
  /** Undefined where there is nothing to open. */
  url?: string;
  /** A picture that a page may show in place. */
  image?: boolean;
}

export interface Button {
  label: string;
  /** Which action is asked for, e.g. `requests.take`. Never shortened. */
  action: string;
  /** Opaque routing data, checked again by whoever handles the action: usually an id. Never shortened. */
  value: string;
  style?: 'primary' | 'danger';
  /** True where a click opens a form: Teams has to know before the click. */
  opensForm?: boolean;
}

/** The longest `action` and `value` that every platform carries. */
export const buttonLimits = { action: 200, value: 1500 } as const;

export const text = (value: string, style: TextStyle = 'normal'): Block => ({
  kind: 'text',
  text: value,
  style,
});
export const facts = (...entries: (Fact | undefined)[]): Block => ({
  kind: 'facts',
  facts: entries.filter((entry) => entry !== undefined),
});
export const actions = (...buttons: (Button | undefined | false)[]): Block => ({
  kind: 'actions',
  buttons: buttons.filter((button) => button !== undefined && button !== false),
});
