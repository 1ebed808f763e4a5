import type { World } from '../../../engine/context.ts';
import { nothing, type Outcome } from '../../../engine/feature.ts';
import { merge } from '../../../engine/outcome.ts';
import type { SettledFile } from '../../../files/fetcher.ts';
import { defaultMaxBytes } from '../../../files/store.ts';
import { shownSize } from '../../../files/types.ts';
import { change } from '../changes.ts';
import { loadRequests } from '../store.ts';

/**
 * A file that was to be fetched is there, or never will be: the cards of its requests show it, and where it is lost
 * its sender is told why and what to do. Two queries.
 */
export async function fileSettled(world: World, file: SettledFile): Promise<Outcome> {
  const { database, clock } = world;
  const links = await database.prisma.requestFile.findMany({ where: { fileId: file.id } });
  const requests = await loadRequests(
    database,
    links.map(({ requestId }) => requestId),
  );
  const kind = 'stored' in file.result ? 'fileStored' : 'fileFailed';
  const at = clock.now();
  let outcome: Outcome = nothing;
  for (const request of requests.values())
    outcome = merge(outcome, {
      ...change(world, request, {}, { kind, actorId: null, at, data: { text: file.name } }),
    });
  const redraws = [...requests.values()].map(
    ({ subject, version }) => ({ kind: 'redraw', subject, version: version + 1 }) as const,
  );
  return merge(outcome, {
    writes: redraws,
    say:
      'problem' in file.result
        ? [
            {
              to: { kind: 'person', personId: file.uploadedById },
              view: 'requests.fileProblem',
              args: { problem: file.result.problem, name: file.name, max: shownSize(defaultMaxBytes) },
            },
          ]
        : [],
  });
}
