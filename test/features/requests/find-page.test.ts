import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/client.ts';
import { commit, type Write } from '../../../src/db/commit.ts';
import type { Directory } from '../../../src/directory/directory.ts';
import type { Step } from '../../../src/features/approvals/index.ts';
import type { RequestState, Stage } from '../../../src/features/requests/request.ts';
import { maySee, rolesOf } from '../../../src/features/requests/roles.ts';
import type { Criteria } from '../../../src/features/requests/search/search-criteria.ts';
import { findPage, viewerOf } from '../../../src/features/requests/search/search-store.ts';
import { soughtWords, wordsOf } from '../../../src/features/requests/search/search-words.ts';
import { isOver } from '../../../src/features/requests/stages.ts';
import { insertRequest, loadRequests, updateRequest } from '../../../src/features/requests/store.ts';
import { createTestDatabase } from '../../helpers/database.ts';
import { everybody, exampleDirectory, type Name } from '../../helpers/example.ts';
import { requestWith } from './example-request.ts';

const now = new Date('2026-11-22T00:00:00Z');
const names: Name[] = [...everybody, 'left'];
const stages: Stage[] = [
  'new',
  'awaitingApproval',
  'open',
  'assigned',
  'onHold',
  'done',
  'closed',
  'rejected',
];
const texts = ['aircon leaking', 'the printer', '三楼空调漏水', '打印机坏了', '', "50% o'clock_ \\ & | !"];

const stepOf = (id: string, position: number, approverIds: string[]): Step => ({
  id,
  position,
  approverIds,
  round: 1,
  by: { kind: 'admins' },
  standIns: {},
  need: 1,
  silence: null,
  state: 'open',
  openedAt: null,
  remindedAt: null,
  decidedById: null,
  decidedAt: null,
  reason: null,
  decisions: [],
});

describe('a page of requests', () => {
  let database: Database;
  let directory: Directory;
  let requests: RequestState[];
  beforeAll(async () => {
    database = await createTestDatabase();
    let idOf: (name: Name) => string;
    ({ directory, idOf } = await exampleDirectory(database));
    const person = fc.constantFrom(...names).map(idOf);
    const some = fc.uniqueArray(person, { maxLength: 2 });
    const arbitrary = fc.record({
      stage: fc.constantFrom(...stages),
      about: fc.constantFrom(...texts),
      teamId: fc.constantFrom('repairs', 'finance'),
      category: fc.constantFrom('repair', 'other'),
      placeId: fc.constantFrom(null, 'f3', 'f5'),
      requesterId: person,
      filedById: person,
      assigneeId: fc.option(person),
      watcherIds: some,
      joinerIds: some,
      handover: fc.option(fc.constantFrom('repairs', 'finance')),
      respondBy: fc.option(fc.constant(new Date('2026-11-01T00:00:00Z')), { freq: 1 }),
      resolveMissedAt: fc.option(fc.constant(new Date('2026-11-01T00:00:00Z')), { freq: 1 }),
      approvers: fc.option(fc.tuple(some, some)),
    });
    requests = fc
      .sample(arbitrary, { numRuns: 150, seed: 7 })
      .map(({ approvers, handover, ...given }, at) => {
        const id = `req_${at}`;
        const steps = (approvers ?? []).map((approverIds, n) => stepOf(`${id}_${n}`, n + 1, approverIds));
        return requestWith({
          ...given,
          id,
          subject: `request:${id}`,
          number: at + 1,
          words: wordsOf(given.about),
          handover: handover && { teamId: handover, reason: 'x', byId: idOf('lead'), at: now.toISOString() },
          steps,
        });
      });
    for (const request of requests) await commit(database, insertRequest(request));
    // What has changed since is found by what it is now: the index follows by itself.
    const changes = fc.sample(arbitrary, { numRuns: 150, seed: 8 });
    for (const [at, { approvers, handover: _, ...changed }] of changes.entries()) {
      if (at % 3 !== 0) continue;
      const request = requests[at]!;
      const steps = request.steps.map((step, n) => ({
        ...step,
        approverIds: approvers?.[n] ?? step.approverIds,
      }));
      const change = { ...changed, words: wordsOf(changed.about), handover: null, steps };
      const writes: Write[] = updateRequest(request, change, 2, now);
      await commit(database, writes);
    }
    const loaded = await loadRequests(
      database,
      requests.map(({ id }) => id),
    );
    requests = requests.map(({ id }) => loaded.get(id)!);
  }, 60_000);
  afterAll(() => database.close());

  /** The same in plain code, over all of them. */
  function expected(personId: string, criteria: Criteria): number[] {
    const any = (ids: readonly string[] | undefined, ...values: (string | null)[]) =>
      ids === undefined || values.some((value) => value !== null && ids.includes(value));
    const late = (r: RequestState) =>
      (r.respondedAt === null &&
        ((r.respondBy !== null && r.respondBy < now) || r.respondMissedAt !== null)) ||
      (r.resolveBy !== null && r.resolveBy < now) ||
      r.resolveMissedAt !== null;
    const openOnly = criteria.stages === undefined && (criteria.overdue || criteria.unassigned);
    return requests
      .filter(
        (r) =>
          maySee(rolesOf(r, personId, directory)) &&
          criteria.words.every((word) => r.words.includes(word)) &&
          (criteria.stages?.includes(r.stage) ?? (!openOnly || !isOver(r.stage))) &&
          (!criteria.overdue || late(r)) &&
          (!criteria.unassigned || r.assigneeId === null) &&
          any(criteria.teamIds, r.teamId) &&
          any(criteria.categories, r.category) &&
          any(criteria.placeIds, r.placeId) &&
          any(criteria.requesterIds, r.requesterId) &&
          any(criteria.assigneeIds, r.assigneeId) &&
          any(criteria.personIds, r.requesterId, r.assigneeId) &&
          (criteria.neededBy === undefined ||
            r.requesterId === criteria.neededBy ||
            r.joinerIds.includes(criteria.neededBy)) &&
          (criteria.number === undefined || r.number === criteria.number),
      )
      .map(({ number }) => number);
  }

  /** All pages, one after the other. */
  async function found(personId: string, criteria: Criteria, direction: 'newest' | 'oldest', limit: number) {
    const viewer = viewerOf(personId, directory, now);
    const numbers: number[] = [];
    let after: number | undefined;
    do {
      const page = await findPage(database, viewer, criteria, { direction, after, limit });
      expect(page.ids.length).toBeLessThanOrEqual(limit);
      numbers.push(...page.ids.map((id) => Number(id.slice('req_'.length)) + 1));
      after = page.next;
    } while (after !== undefined);
    return numbers;
  }

  it('holds what fits and what this person may see, each once, in order', async () => {
    const idOf = (name: Name) => requests.length && [...idsByName()].find(([each]) => each === name)![1];
    const person = fc.constantFrom(...names).map((name) => String(idOf(name)));
    const option = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
    const criteria: fc.Arbitrary<Criteria> = fc
      .record({
        words: fc
          .constantFrom('', 'aircon', '空调', '漏水 空调', 'the printer', '机', 'zorro')
          .map(soughtWords),
        stages: option(fc.subarray(stages, { minLength: 1 })),
        overdue: option(fc.constant(true)),
        unassigned: option(fc.constant(true)),
        teamIds: option(fc.subarray(['repairs', 'finance'], { minLength: 1 })),
        categories: option(fc.constantFrom(['repair'], ['other', 'repair'])),
        placeIds: option(fc.constantFrom(['f3'], ['f3', 'f5'])),
        neededBy: option(person),
        requesterIds: option(person.map((id) => [id])),
        assigneeIds: option(person.map((id) => [id])),
        personIds: option(person.map((id) => [id])),
        number: option(fc.constantFrom(3, 33, 999)),
      })
      .map(
        (given) =>
          Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never,
      );
    // Few conditions at once: many find nothing.
    const few = fc.tuple(criteria, fc.nat(), fc.nat()).map(([all, one, other]) => {
      const keys = Object.keys(all).filter((key) => key !== 'words');
      const kept = keys.length === 0 ? [] : [keys[one % keys.length]!, keys[other % keys.length]!];
      return Object.fromEntries(
        Object.entries(all).filter(([key]) => key === 'words' || kept.includes(key)),
      ) as never;
    });
    const seen = { some: 0 };
    await fc.assert(
      fc.asyncProperty(
        person,
        few,
        fc.boolean(),
        fc.constantFrom(1, 7, 50),
        async (who, wanted, newest, limit) => {
          const numbers = expected(who, wanted);
          seen.some += Number(numbers.length > 0);
          const inOrder = newest ? numbers.reverse() : numbers;
          expect(await found(who, wanted, newest ? 'newest' : 'oldest', limit)).toEqual(inOrder);
        },
      ),
      { numRuns: 150 },
    );
    expect(seen.some).toBeGreaterThan(30);
  }, 60_000);

  it('keeps the index as it would be if it were made anew', async () => {
    const terms = (sql: string) => database.pool.query(`${sql} ORDER BY 1, 2`).then(({ rows }) => rows);
    const kept = await terms('SELECT "term", "number", "over" FROM "RequestTerm"');
    expect(kept).toEqual(
      await terms(
        'SELECT unnest("request_terms"(r)) AS term, "number", "request_is_over"("stage") AS over FROM "Request" r',
      ),
    );
    expect(kept.length).toBeGreaterThan(1000);
  });

  it('is not moved by what looks like SQL, a pattern or a text search', async () => {
    const admin = [...idsByName()].find(([name]) => name === 'admin')![1];
    for (const typed of [
      '%',
      '_',
      "' OR 1=1 --",
      '"; DROP TABLE "Request"',
      'a & b | !c',
      ':*',
      '<->',
      '\\',
      '{a,b}',
    ])
      for (const words of [[typed], soughtWords(typed)]) {
        const numbers = expected(admin, { words });
        expect(await found(admin, { words }, 'newest', 50)).toEqual(numbers.reverse());
      }
    expect(
      await found(admin, { words: [], categories: ["x' OR '1'='1"], placeIds: ['%'] }, 'newest', 50),
    ).toEqual([]);
  });

  function idsByName(): Map<Name, string> {
    const emails = (name: Name) => `${name}@example.com`;
    const left = requests.flatMap(({ requesterId }) =>
      directory.find(requesterId)?.active ? [] : [requesterId],
    )[0];
    return new Map(names.map((name) => [name, directory.byEmail(emails(name))?.id ?? left ?? '']));
  }
});
