import { renderCard } from '../../../adapters/adaptive-cards/render-card.ts';
import type { StoredMessage } from '../../../src/platform/web-store.ts';

interface ShownButton {
  label: string;
  action: string;
  value: string;
}

/** Everything that can be read on a card as the page gets it, line by line; buttons are left out. */
export function textOf(card: object): string {
  const lines: string[] = [];
  walk('content' in card ? drawn(card as StoredMessage) : card, (element) => {
    if (element.type === 'RichTextBlock') {
      const runs = element.inlines as { text: string }[];
      lines.push(runs.map((run) => run.text).join(''));
    } else if (element.type === 'TextBlock') lines.push(String(element.text));
    else if (element.type === 'Action.OpenUrl') lines.push(String(element.title));
  });
  return lines.join('\n');
}

/** The buttons that the page gets, with what a click on them sends. */
export function buttonsOf(message: StoredMessage): ShownButton[] {
  const buttons: ShownButton[] = [];
  walk(drawn(message), (element) => {
    if (element.type !== 'Action.Execute') return;
    const { quartermaster } = element.data as { quartermaster: Omit<ShownButton, 'label'> };
    buttons.push({ label: String(element.title), ...quartermaster });
  });
  return buttons;
}

/** As the page gets it, but for the pictures of its charts. */
const drawn = ({ content }: StoredMessage) =>
  renderCard(content, { fallback: false, forms: 'execute', ownPage: true });

function walk(node: unknown, visit: (element: Record<string, unknown>) => void): void {
  if (Array.isArray(node)) for (const each of node) walk(each, visit);
  else if (typeof node === 'object' && node !== null) {
    const element = node as Record<string, unknown>;
    visit(element);
    for (const child of Object.values(element)) walk(child, visit);
  }
}
