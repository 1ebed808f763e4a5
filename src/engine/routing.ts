import type { Locale } from '../core/locale.ts';
import type { Command, Feature } from './feature.ts';

/** Every handler by its name, made once at start. */
export interface Routes {
  readonly features: readonly Feature[];
  readonly actions: ReadonlyMap<string, NonNullable<Feature['actions']>[string]>;
  readonly forms: ReadonlyMap<string, NonNullable<Feature['forms']>[string]>;
  readonly timers: ReadonlyMap<string, NonNullable<Feature['timers']>[string]>;
  readonly views: ReadonlyMap<string, NonNullable<Feature['views']>[string]>;
  readonly threads: ReadonlyMap<string, NonNullable<Feature['threads']>[string]>;
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
    words: unique(commands.flatMap((command) => wordsOf(command).map((word) => [word, command] as const))),
  };
}

const wordsOf = (command: Command) =>
  (['en', 'zh-CN'] satisfies Locale[]).flatMap((locale) => command.words[locale]);

function unique<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  const map = new Map(entries);
  if (map.size < entries.length) {
    const twice = entries.find(([name], index) => entries.findIndex(([other]) => other === name) < index);
    throw new Error(`two handlers are named ${twice?.[0]}`);
  }
  return map;
}

/**
 * Finds the command that a text begins with, and what follows it. English commands end at a space; Chinese ones
 * need none (`查看42`), and the longest match wins.
 */
export function matchCommand(routes: Routes, text: string): { command: Command; rest: string } | undefined {
  const trimmed = text.normalize('NFKC').trim();
  const lower = trimmed.toLowerCase();
  let best: { command: Command; word: string } | undefined;
  for (const [word, command] of routes.words) {
    if (!lower.startsWith(word) || (best && best.word.length >= word.length)) continue;
    const next = trimmed[word.length];
    const ends = next === undefined || /[\s:：,，#]/.test(next) || /\p{Script=Han}$/u.test(word);
    if (ends) best = { command, word };
  }
  if (best === undefined) return undefined;
  return { command: best.command, rest: trimmed.slice(best.word.length).replace(/^[\s:：,，]+/, '') };
}
