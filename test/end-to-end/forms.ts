import { expect } from 'vitest';
import { inputsOf } from '../helpers/slack/inputs.ts';
import { buttonsOf, visibleText } from '../helpers/slack/visible.ts';
import type { SlackMessage } from '../helpers/slack/world.ts';
import { cardProblem } from '../helpers/teams/connector-api.ts';
import { renderOfficially } from '../helpers/teams/official-renderer.ts';
import type { TeamsUser } from '../helpers/teams/world.ts';
import type { Read, Stage } from './stage.ts';

/** A form as somebody sees it: its words, what stands in its fields, and its buttons. */
export interface ReadForm {
  text: string;
  values: Record<string, string>;
  buttons: string[];
}

/** The form that is open for somebody on Slack; its own button, below everything, is left out. */
export function slackFormOf({ slack }: Stage, user: string): ReadForm {
  const open = slack.world.viewOf(user);
  if (open === undefined) throw new Error('no form is open');
  return {
    text: visibleText(open.view.blocks),
    values: Object.fromEntries(inputsOf(open).map(({ id, initial }) => [id, initial])),
    buttons: buttonsOf(open.view.blocks).map(({ label }) => label),
  };
}

/** The same on Teams, where a form that Teams would refuse, or that is larger than it takes, is a failure. */
export function teamsFormOf({ teams }: Stage, user: TeamsUser): ReadForm {
  const dialog = teams.people.dialogs.get(user.id);
  if (dialog === undefined) throw new Error(`${user.name} has no form open`);
  expect(cardProblem(dialog.content)).toBeUndefined();
  expect(JSON.stringify(dialog.content).length * 2).toBeLessThan(80_000);
  const { inputs, text, buttons } = renderOfficially(dialog.content);
  return {
    text: [text, ...inputs.map(({ label }) => label)].join('\n'),
    values: Object.fromEntries(inputs.map(({ id, value }) => [id, value])),
    buttons: buttons.map(({ title }) => title),
  };
}

/** What only this person sees in the channels of Slack. */
export const shownOnlyTo = ({ slack }: Stage, user: string): Read<SlackMessage>[] =>
  slack.world.messages
    .filter((message) => message.onlyFor === user)
    .map((message) => ({
      text: visibleText(message.blocks),
      buttons: buttonsOf(message.blocks).map(({ label }) => label),
      message,
      inThread: false,
    }));
