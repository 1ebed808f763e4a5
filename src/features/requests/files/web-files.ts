import { newId } from '../../../core/ids.ts';
import { commit } from '../../../db/commit.ts';
import type { World } from '../../../engine/context.ts';
import { hasTooManyWaiting, settledWrite, uploadRow } from '../../../files/rows.ts';
import { FileRefused, type FileStore } from '../../../files/store.ts';
import { acceptedExtensions, cleanName, isSafeImage, shownSize } from '../../../files/types.ts';
import { t } from '../../../i18n/translate.ts';
import type { WebFiles } from '../../../platform/web-files.ts';
import { mostFiles } from '../../../ui/form.ts';
import { checkFileTeams } from '../../duty/index.ts';
import { maySee, rolesOf } from '../roles.ts';
import { loadRequests } from '../store.ts';

/** The files of the web page: uploads wait for a form that names them, and are shown with their requests. */
export function createWebFiles(world: () => World, store: FileStore): WebFiles {
  /** Whether this person sees a request or a duty checklist that the file belongs to. Two queries. */
  const isShownTo = async (personId: string, fileId: string): Promise<boolean | 'nowhere'> => {
    const { database, directory } = world();
    const links = await database.prisma.requestFile.findMany({ where: { fileId } });
    if (links.length === 0) {
      const teams = await checkFileTeams(world(), fileId);
      const ofTeam = (id: string) =>
        directory.isMember(personId, id) || directory.team(id).leadId === personId;
      return teams.length === 0 ? 'nowhere' : teams.some(ofTeam);
    }
    const requests = await loadRequests(
      database,
      links.map(({ requestId }) => requestId),
    );
    return links.some(({ requestId, internal }) => {
      const request = requests.get(requestId);
      const roles = request && rolesOf(request, personId, directory);
      if (!roles || !maySee(roles)) return false;
      return !internal || (!roles.requester && (roles.member || roles.lead || roles.assignee || roles.admin));
    });
  };

  return {
    limits: { maxBytes: store.maxBytes, maxFiles: mostFiles, accept: acceptedExtensions.join(',') },

    async keep({ personId, name: given, content }) {
      const { database, directory, clock, office } = world();
      const id = newId('fil');
      const name = cleanName(given);
      const locale = directory.find(personId)?.locale ?? office.organisation.locale;
      if (await hasTooManyWaiting(database, personId))
        return { name, problem: t(locale, 'files.problem.tooManyWaiting') };
      const file = { id, name, size: 0, contentType: '', uploadedById: personId };
      // First the row: bytes without one would never be swept.
      await commit(database, [{ kind: 'insert', table: 'File', rows: [uploadRow(file, clock.now())] }]);
      try {
        const stored = await store.keep(id, name, content);
        await commit(database, [settledWrite(id, { stored }, clock.now())]);
        return { id, name, size: stored.size };
      } catch (error) {
        await commit(database, [{ kind: 'delete', table: 'File', ids: [id] }]);
        if (!(error instanceof FileRefused)) throw error;
        const max = shownSize(store.maxBytes);
        return { name, problem: t(locale, `files.problem.${error.problem}`, { name, max }) };
      }
    },

    async open(id, personId) {
      const row = await world().database.prisma.file.findUnique({ where: { id } });
      if (row === null || row.state === 'failed') return undefined;
      const shown = await isShownTo(personId, id);
      if (shown === false || (shown === 'nowhere' && row.uploadedById !== personId)) return undefined;
      if (row.state !== 'stored') return 'pending';
      const { name, contentType, size } = row;
      return { name, contentType, size, safeImage: isSafeImage(contentType), content: store.read(id) };
    },
  };
}
