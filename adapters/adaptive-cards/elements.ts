import type { Json } from '../../src/core/json.ts';

/** The part of Adaptive Cards 1.5 that we draw with. */
export interface AdaptiveCard {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.5';
  speak: string;
  fallbackText: string;
  body: Element[];
  actions?: Action[];
}

interface Placed {
  id?: string;
  spacing?: 'none' | 'small' | 'default' | 'medium';
  separator?: boolean;
}

export type Element = Placed &
  (TextBlock | RichTextBlock | Image | Container | ColumnSet | ActionSet | Input);

interface TextStyle {
  weight?: 'bolder';
  size?: 'medium' | 'large';
  color?: 'attention';
  isSubtle?: boolean;
}

export interface TextBlock extends TextStyle {
  type: 'TextBlock';
  text: string;
  wrap: true;
  style?: 'heading';
}

export interface TextRun extends TextStyle {
  type: 'TextRun';
  text: string;
  italic?: boolean;
  selectAction?: OpenUrl;
}

interface Image {
  type: 'Image';
  url: string;
  altText: string;
  width?: string;
  selectAction?: OpenUrl;
}

export interface OpenUrl {
  type: 'Action.OpenUrl';
  title?: string;
  url: string;
}

export interface RichTextBlock {
  type: 'RichTextBlock';
  inlines: TextRun[];
}

interface Container {
  type: 'Container';
  style: 'emphasis' | 'good' | 'warning' | 'attention';
  bleed?: boolean;
  items: Element[];
}

interface ColumnSet {
  type: 'ColumnSet';
  columns: { type: 'Column'; width: number | 'auto' | 'stretch'; items: Element[] }[];
}

interface ActionSet {
  type: 'ActionSet';
  actions: Action[];
}

interface Shown {
  title: string;
  style?: 'positive' | 'destructive';
  mode?: 'secondary';
}

export interface SubmitAction extends Shown {
  type: 'Action.Submit';
  data: { [key: string]: Json };
}

export type Action =
  | (Shown & {
      type: 'Action.Execute';
      verb: string;
      data: { [key: string]: Json };
      fallback?: SubmitAction;
    })
  | SubmitAction
  | (Shown & { type: 'Action.OpenUrl'; url: string });

interface InputBase {
  id: string;
  label: string;
}

export type Input =
  | (InputBase & {
      type: 'Input.Text';
      value?: string;
      placeholder?: string;
      isMultiline?: boolean;
      maxLength?: number;
    })
  | (InputBase & { type: 'Input.Number'; value?: number })
  | (InputBase & { type: 'Input.Date' | 'Input.Time'; value?: string })
  | (InputBase & {
      type: 'Input.ChoiceSet';
      value?: string;
      /** Several values, with commas between them. */
      isMultiSelect?: boolean;
      /** 'filtered': searched by writing. */
      style: 'compact' | 'expanded' | 'filtered';
      choices: { title: string; value: string }[];
    });
