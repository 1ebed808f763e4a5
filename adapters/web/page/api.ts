import { text } from './texts.ts';
import type { Failure, FileReply, Post, Reply, State, WireMessage } from './wire.ts';

/** Something did not go through; the message is for the person. */
export class PostError extends Error {}

const retryDelaysMs = [800, 2500];
const timeoutMs = 15_000;

let csrf = '';
let myId = '';
let limits: State['uploads'] = { maxBytes: 0, maxFiles: 0, accept: '' };
/** What was sent and never answered: sent once more, it keeps its id, so that it cannot happen twice. */
const unanswered = new Map<string, string>();

export async function loadState(): Promise<State> {
  const response = await fetch('state', { signal: AbortSignal.timeout(timeoutMs) });
  if (response.status === 401) signedOut();
  if (!response.ok) throw new PostError(text('web.error.offline'));
  const state = (await response.json()) as State;
  csrf = state.csrf;
  myId = state.me.id;
  limits = state.uploads;
  return state;
}

/**
 * Takes up the session that the same person has begun meanwhile, by signing in again in another window. In the
 * demo asking for the page is enough to begin one.
 */
async function renewSession(): Promise<void> {
  const read = (path: string) =>
    fetch(path, { signal: AbortSignal.timeout(timeoutMs) }).catch(() => undefined);
  await read('./');
  const response = await read('state');
  if (!response?.ok) return;
  const state = (await response.json()) as State;
  if (state.me.id === myId) csrf = state.csrf;
}

export async function loadEarlier(conversation: string, before: string): Promise<WireMessage[]> {
  const response = await fetch(`earlier?${new URLSearchParams({ conversation, before })}`).catch(
    () => undefined,
  );
  if (!response?.ok) throw new PostError(text('web.error.offline'));
  return ((await response.json()) as { messages: WireMessage[] }).messages;
}

/** Sends what the person did; tries again by itself while the network is away for a moment. */
export async function post(what: Post): Promise<Reply> {
  const key = JSON.stringify(what);
  const requestId = unanswered.get(key) ?? newRequestId();
  unanswered.set(key, requestId);
  const body = JSON.stringify({ ...what, requestId });

  let response = await send(body);
  if (response?.status === 401 || response?.status === 403) {
    await renewSession();
    response = await send(body);
  }
  if (response === undefined || response.status >= 502) throw new PostError(text('web.error.offline'));
  // Nobody is led away from what they have typed.
  if (response.status === 401) throw new PostError(text('web.error.signedOut'));
  const answer = (await response.json()) as Reply | Failure;
  if ('error' in answer) throw new PostError(answer.error);
  unanswered.delete(key);
  return answer;
}

/** What may be uploaded. */
export const uploads = (): State['uploads'] => limits;

const uploadTimeoutMs = 120_000;

/** Uploads one file; it waits on our side for a form or a message that names it. */
export async function uploadFile(file: File): Promise<FileReply['files'][number]> {
  const once = () => {
    const body = new FormData();
    body.append('file', file);
    return fetch('files', {
      method: 'POST',
      headers: { 'X-CSRF-Token': csrf },
      body,
      signal: AbortSignal.timeout(uploadTimeoutMs),
    }).catch(() => undefined);
  };
  let response = await once();
  if (response?.status === 401 || response?.status === 403) {
    await renewSession();
    response = await once();
  }
  if (response === undefined || response.status >= 502) throw new PostError(text('web.error.offline'));
  if (response.status === 401) throw new PostError(text('web.error.signedOut'));
  const answer = (await response.json()) as FileReply | Failure;
  if ('error' in answer) throw new PostError(answer.error);
  const [kept] = answer.files;
  if (kept === undefined) throw new PostError(text('web.error.offline'));
  return kept;
}

async function send(body: string): Promise<Response | undefined> {
  for (let attempt = 0; ; attempt++) {
    const response = await fetch('do', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    }).catch(() => undefined);
    const delay = retryDelaysMs[attempt];
    if ((response !== undefined && response.status < 502) || delay === undefined) return response;
    await new Promise((resolve) => setTimeout(resolve, delay));
  }
}

/** Not `crypto.randomUUID`: browsers keep it back from a page that came over plain http. */
function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function signedOut(): never {
  location.replace('./');
  throw new PostError('');
}
