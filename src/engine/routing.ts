import { narrow } from '../core/full-width.ts';
import { locales } from '../core/locale.ts';
import type { Shortcut } from '../platform/inbound.ts';
import type { Command, Feature } from './feature.ts';

/** Every handler by its name, made once at start. */
export interface Routes {
  readonly features: readonly Feature[];
  readonly actions: ReadonlyMap<string, NonNullable<Feature['actions']>[string]>;
  readonly forms: ReadonlyMap<string, NonNullable<Feature['forms']>[string]>;
  readonly timers: ReadonlyMap<string, NonNullable<Feature['timers']>[string]>;
  readonly views: ReadonlyMap<string, NonNullable<Feature['views']>[string]>;
  readonly threads: ReadonlyMap<string, NonNullable<Feature['threads']>[string]>;
  readonly shortcuts: ReadonlyMap<string, NonNullable<NonNullable<Feature['shortcuts']>[Shortcut]>>;
  readonly words: ReadonlyMap<string, Command>;
}

/** Gathers what the features offer. @throws Error where two of them claim one name: a mistake of ours. */
export function createRoutes(features: readonly Feature[]): Routes {
  const gather = <T>(pick: (feature: Feature) => Readonly<Record<string, T>> | undefined) =>
    unique(features.flatMap((feature) => Object.entries(pick(feature) ?? {})));
  const commands = features.flatMap((feature) => feature.commands ?? []);
  return {
    features,
    actions: gather((feature) => feature.actions),
    forms: gather((feature) => feature.forms),
    timers: gather((feature) => feature.timers),
    views: gather((feature) => feature.views),
    threads: gather((feature) => feature.threads),
    shortcuts: gather((feature) => feature.shortcuts),
    words: unique(commands.flatMap((command) => wordsOf(command).map((word) => [word, command] as const))),
  };
}

const wordsOf = ({ words, alone = [] }: Command) => [...locales.flatMap((locale) => words[locale]), ...alone];

function unique<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  const map = new Map(entries);
  if (map.size < entries.length) {
    const twice = entries.find(([name], index) => entries.findIndex(([other]) => other === name) < index);
    throw new Error(`two handlers are named ${twice?.[0]}`);
  }
  return map;
}

export interface MatchedCommand {
  command: Command;
  /** What follows it, as it was written. */
  rest: string;
}

/**
 * Finds the command that a text is, and what follows it; the longest word wins. English words end at a space,
 * Chinese ones need none (`查看42`). Most sentences are no command, though they may begin like one: where something
 * follows that the command does not take, it is none (`my printer is broken`).
 */
export function matchCommand(routes: Routes, text: string): MatchedCommand | undefined {
  const original = text.trim();
  const plain = narrow(original).toLowerCase();
  let best: { command: Command; word: string; rest: string } | undefined;
  for (const [word, command] of routes.words) {
    if (!plain.startsWith(word) || (best && best.word.length >= word.length)) continue;
    const tail = plain.slice(word.length);
    if (tail !== '' && !/^[\s\p{P}#\d]/u.test(tail) && !/\p{Script=Han}$/u.test(word)) continue;
    const rest = tail.replace(/^[\s:,-]+|^[.!?~。]+$/g, '');
    const takes = command.alone?.includes(word) ? undefined : command.takes;
    if (followsRightly(takes, rest))
      best = { command, word, rest: rest === '' ? '' : original.slice(-rest.length) };
  }
  return best && { command: best.command, rest: best.rest };
}

function followsRightly(takes: Command['takes'], rest: string): boolean {
  if (takes === 'words') return true;
  if (takes === 'number' && /^(?:no\.?)?\s*#?\s*\d{1,9}\s*号?[.!?。]*$/.test(rest)) return true;
  return rest === '';
}
