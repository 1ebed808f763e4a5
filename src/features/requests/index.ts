import type { Context } from '../../engine/context.ts';
import { type Feature, nothing, type Outcome, type SaidInThread } from '../../engine/feature.ts';
import { merge } from '../../engine/outcome.ts';
import { offerTypedDecision } from '../approvals/index.ts';
import { joinActions } from './alike/join.ts';
import { mergeActions, mergeForms } from './alike/merge.ts';
import { splitActions, splitForms } from './alike/split.ts';
import { bulkForms } from './bulk-assign.ts';
import { views } from './cards/views.ts';
import { commands } from './commands.ts';
import { deedActions } from './deed-actions.ts';
import { deedForms } from './deed-forms.ts';
import { sayWithFiles, wordsFor } from './files/attachments.ts';
import { fileSettled } from './files/file-settled.ts';
import {
  fileForm,
  fileFromSentence,
  openFileForm,
  openGroup,
  openPartForm,
  startFiling,
  startFilingAt,
} from './filing/filing.ts';
import { attachDraft, fromMessage, receiveFiles, startDraft } from './filing/from-message.ts';
import { findRequest } from './find.ts';
import { showClock } from './look.ts';
import { offerTimers } from './offers.ts';
import { listFromSentence } from './search/lists.ts';
import { searchActions, searchForms } from './search/search.ts';
import { speak } from './speaking.ts';
import { idOf } from './store.ts';
import { targetTimers } from './targets/target-timers.ts';
import { timers } from './timers.ts';

export { alikeFrom, likeness } from './alike/likeness.ts';
export { approvableRequests } from './approvable-requests.ts';
export { createWebFiles } from './files/web-files.ts';
export { titleOf } from './filing/catalogue.ts';
export {
  type Draft,
  findDraft,
  forget,
  type Made,
  newDraft,
  type Source,
  tellSource,
} from './filing/drafts.ts';
export { startFilingDraft } from './filing/filing.ts';
export { findRequest, findTyped } from './find.ts';
export { requestsForDuty } from './for-duty.ts';
export { findOrphans } from './orphans.ts';
export { soughtWords, wordsOf } from './search/search-words.ts';
export { requestOccurrences } from './targets/target-occurrences.ts';

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
  timers: { ...timers, ...targetTimers, ...offerTimers },
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
