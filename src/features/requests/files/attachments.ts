import { newId } from '../../../core/ids.ts';
import type { Write } from '../../../db/commit.ts';
import type { Context, Reader, World } from '../../../engine/context.ts';
import type { Outcome } from '../../../engine/feature.ts';
import type { KnownFile } from '../../../files/rows.ts';
import { defaultMaxBytes } from '../../../files/store.ts';
import { isSafeImage, shownSize } from '../../../files/types.ts';
import { t } from '../../../i18n/translate.ts';
import { type Block, type FileLink, text } from '../../../ui/card.ts';
import { type Field, type FieldValue, mostFiles } from '../../../ui/form.ts';
import type { RequestState } from '../request.ts';
import type { FilePhase, RequestFile } from './request-file.ts';

/** A field for photos and documents. Its value are the ids of files, for `attach`. */
export const fileField = (ctx: Context, id = 'files'): Field => ({
  id,
  kind: 'file',
  required: false,
  label: ctx.t('requests.field.files'),
  hint: ctx.t('requests.files.hint', { max: shownSize(defaultMaxBytes) }),
});

/** The ids in the value of a file field; the engine has seen to it that they are this person's own. */
export const fileIdsIn = (value: FieldValue | undefined): string[] => (Array.isArray(value) ? value : []);

/** The writes that put files to a request. At most ten; whoever calls it brings the request to its next version. */
export function attach(
  requestId: string,
  fileIds: readonly string[],
  { phase, at, internal = false }: { phase: FilePhase; at: Date; internal?: boolean },
): Write[] {
  const rows = [...new Set(fileIds)].slice(0, mostFiles).map((fileId) => ({
    id: newId('rqf'),
    requestId,
    fileId,
    phase,
    internal,
    createdAt: at,
  }));
  return rows.length > 0 ? [{ kind: 'insert', table: 'RequestFile', rows }] : [];
}

/** The newest files of a request as a list of links: a message has an end. Those for the team alone only where the team reads. */
export function filesBlock(
  request: Pick<RequestState, 'files'>,
  { forTeam }: { forTeam: boolean },
  reader: Reader,
  world: World,
): Block[] {
  const files = request.files.filter(({ internal }) => forTeam || !internal);
  if (files.length === 0) return [];
  const newest = files.slice(-mostFiles);
  const count = files.length - newest.length;
  return [
    text(t(reader.locale, 'requests.files'), 'strong'),
    { kind: 'files', files: newest.map((file) => linkTo(file, reader, world)) },
    ...(count > 0 ? [text(t(reader.locale, 'requests.files.more', { count }), 'subtle')] : []),
  ];
}

function linkTo(file: RequestFile, { locale }: Reader, world: World): FileLink {
  const detail =
    file.state === 'failed'
      ? t(locale, 'requests.files.failed')
      : file.size > 0
        ? shownSize(file.size)
        : t(locale, 'requests.files.pending');
  const about = file.internal ? 'internal' : file.phase === 'completion' ? 'completion' : undefined;
  return {
    id: file.id,
    name: file.name,
    detail: about ? t(locale, `requests.files.${about}`, { detail }) : detail,
    ...(file.state === 'failed' ? {} : { url: `${world.publicUrl}/files/${file.id}` }),
    ...(file.state === 'stored' && isSafeImage(file.contentType) ? { image: true } : {}),
  };
}

/** What is said when nothing but files were: their names. */
export const wordsFor = (ctx: Context, words: string): string =>
  words === '' ? ctx.files.map(({ name }) => name).join(', ') : words;

/** The same outcome of something said about a request, with files that came with it. */
export function sayWithFiles(
  ctx: Context,
  request: RequestState,
  said: Outcome,
  brought: readonly KnownFile[],
): Outcome {
  // What was refused is not said, and brings nothing.
  if (brought.length === 0 || said.history === undefined) return said;
  const files = brought.map(({ id, name, size }) => ({ id, name, size }));
  const ids = files.map(({ id }) => id);
  return {
    ...said,
    writes: [
      ...(said.writes ?? []),
      ...attach(request.id, ids, { phase: 'thread', at: ctx.now }),
      { kind: 'redraw', subject: request.subject, version: request.version + 1 },
    ],
    say: (said.say ?? []).map((one) =>
      one.view === 'requests.said' ? { ...one, args: { ...one.args, files } } : one,
    ),
  };
}

/** The files that something was said with, from the arguments that `sayWithFiles` added. */
export function saidFiles(files: unknown, world: World): Block[] {
  if (!Array.isArray(files)) return [];
  const links = files.map(
    ({ id, name, size }): FileLink => ({
      id,
      name,
      detail: size > 0 ? shownSize(size) : '…',
      url: `${world.publicUrl}/files/${id}`,
    }),
  );
  return [{ kind: 'files', files: links }];
}
