import type { Context } from '../../engine/context.ts';
import { type Feature, nothing, type Outcome, type SaidInThread } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { offerTypedDecision } from '../approvals/index.ts';
import { sayWithFiles, wordsFor } from './attachments.ts';
import { bulkForms } from './bulk-assign.ts';
import { commands } from './commands.ts';
import { deedActions } from './deed-actions.ts';
import { deedForms } from './deed-forms.ts';
import { fileSettled } from './file-settled.ts';
import {
  fileForm,
  fileFromSentence,
  openFileForm,
  openGroup,
  openPartForm,
  startFiling,
  startFilingAt,
} from './filing.ts';
import { findRequest } from './find.ts';
import { attachDraft, fromMessage, receiveFiles, startDraft } from './from-message.ts';
import { joinActions } from './join.ts';
import { listFromSentence } from './lists.ts';
import { showClock } from './look.ts';
import { mergeActions, mergeForms } from './merge.ts';
import { searchActions, searchForms } from './search.ts';
import { speak } from './speaking.ts';
import { splitActions, splitForms } from './split.ts';
import { idOf } from './store.ts';
import { targetTimers } from './target-timers.ts';
import { timers } from './timers.ts';
import { views } from './views.ts';

export { approvableRequests } from './approvable-requests.ts';
export { findOrphans } from './orphans.ts';
export { createWebFiles } from './web-files.ts';

/** All of these by name. @throws Error where two have one name: a mistake of ours. */
function distinct<T>(...all: (Readonly<Record<string, T>> | undefined)[]): Record<string, T> {
  const entries = all.flatMap((some) => Object.entries(some ?? {}));
  const names = new Set(entries.map(([name]) => name));
  if (names.size < entries.length) throw new Error(`two of ${[...names].join(', ')} have one name`);
  return Object.fromEntries(entries);
}

/** Requests: filed, taken, done, confirmed. */
export const requests: Feature = {
  name: 'requests',
  commands,
  actions: distinct(deedActions, searchActions, joinActions, mergeActions, splitActions, {
    'requests.file': openFileForm,
    'requests.filePart': openPartForm,
    'requests.group': openGroup,
    'requests.at': startFilingAt,
    'requests.start': (ctx) => startFiling(ctx, ''),
    'requests.startDraft': startDraft,
    'requests.attach': attachDraft,
    'requests.clock': async (ctx, id) => showClock(ctx, await findRequest(ctx, id)),
  }),
  forms: distinct(
    Object.fromEntries(Object.entries(deedForms).map(([verb, form]) => [`requests.${verb}`, form])),
    searchForms,
    mergeForms,
    splitForms,
    bulkForms,
    { 'requests.file': fileForm },
  ),
  timers: { ...timers, ...targetTimers },
  views,
  threads: { request: saidInThread },
  understand: async (ctx, sentence) =>
    (await listFromSentence(ctx, sentence)) ?? fileFromSentence(ctx, sentence),
  shortcuts: { 'requests.fromMessage': fromMessage },
  receiveFiles,
  fileSettled,
};

/** What somebody wrote below a card: it goes to everyone concerned, and may offer to decide. */
async function saidInThread(ctx: Context, { subject, text, mainCardId }: SaidInThread): Promise<Outcome> {
  const found = await findRequest(ctx, idOf(subject));
  if (found === undefined) return nothing;
  const { request } = found;
  const echoed = ctx.capabilities.echoesMessages;
  const heard = speak(ctx, found, wordsFor(ctx, text), { mainCardId, echoed });
  const said = sayWithFiles(ctx, request, heard, ctx.files);
  const offer = offerTypedDecision(ctx, request, text, mainCardId);
  return offer ? merge(said, offer) : said;
}
