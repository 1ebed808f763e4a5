/** How Microsoft's renderer draws: every colour is a variable of our stylesheet, which knows light and dark. */
const ink = { default: 'var(--ink)', subtle: 'var(--ink-soft)' };
const foregroundColors = {
  default: ink,
  dark: ink,
  light: ink,
  accent: { default: 'var(--accent)', subtle: 'var(--accent)' },
  good: { default: 'var(--good)', subtle: 'var(--good)' },
  warning: { default: 'var(--warning)', subtle: 'var(--warning)' },
  attention: { default: 'var(--bad)', subtle: 'var(--bad)' },
};
const container = (backgroundColor: string) => ({ backgroundColor, foregroundColors });

export const hostConfig = {
  fontFamily: 'inherit',
  fontSizes: { small: 13, default: 15, medium: 16, large: 17, extraLarge: 20 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 18, default: 22, medium: 24, large: 24, extraLarge: 28 },
  spacing: { none: 0, small: 4, default: 10, medium: 14, large: 18, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  supportsInteractivity: true,
  containerStyles: {
    default: container('transparent'),
    emphasis: container('var(--neutral-soft)'),
    good: container('var(--good-soft)'),
    warning: container('var(--warning-soft)'),
    attention: container('var(--bad-soft)'),
    accent: container('var(--accent-soft)'),
  },
  // h1 is the product, h2 the conversation, h3 a card.
  textBlock: { headingLevel: 3 },
  textStyles: { heading: { size: 'large', weight: 'bolder', color: 'default', isSubtle: false } },
  actions: {
    maxActions: 12,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
  },
};
