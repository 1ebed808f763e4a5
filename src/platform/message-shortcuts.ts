import type { Shortcut } from './inbound.ts';

/** What can be asked for at a message, in the order in which it is offered: the keys of what each is called and does. */
export const messageShortcuts = [
  {
    id: 'requests.fromMessage',
    title: 'requests.fromMessage',
    description: 'requests.fromMessage.description',
  },
  {
    id: 'reminders.fromMessage',
    title: 'reminders.fromMessage',
    description: 'reminders.fromMessage.description',
  },
  {
    id: 'suggestions.fromMessage',
    title: 'suggestions.fromMessage',
    description: 'suggestions.fromMessage.description',
  },
] as const satisfies readonly { id: Shortcut; title: string; description: string }[];
