import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { schemaDifference } from '../../scripts/migration.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { type Database, openDatabase } from '../../src/db/client.ts';
import { migrate, pendingMigrations } from '../../src/db/migrate.ts';
import { migrationNames } from '../../src/db/schema-engine.ts';
import { backends, createDatabase, createTestDatabase, dropDatabase } from '../helpers/database.ts';

const logger = silentLogger;

describe.each(backends)('migrations on $title', (backend) => {
  describe.skipIf(backend.missing)('an empty database', () => {
    let url: string;
    let database: Database;
    beforeEach(async () => {
      url = await createDatabase(backend);
      database = await openDatabase(url, { logger });
    });
    afterEach(async () => {
      await database.close();
      await dropDatabase(backend, url);
    });

    it('is brought up to date once, and remembered as Prisma remembers it', async () => {
      const all = await migrationNames();
      expect(await pendingMigrations(database)).toEqual(all);
      expect(await migrate(database, { logger })).toEqual(all);
      expect(await migrate(database, { logger })).toEqual([]);
      const { rows } = await database.pool.query(
        'SELECT migration_name AS name, applied_steps_count AS steps, length(checksum) AS checksum FROM _prisma_migrations ORDER BY 1',
      );
      expect(rows).toEqual(all.map((name) => ({ name, steps: 1, checksum: 64 })));
    });

    it('is brought up to date by exactly one of several that start at once', async () => {
      const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database, { logger })));
      expect(applied.flat()).toEqual(await migrationNames());
    });

    it('keeps nothing of a migration that failed, and can be tried again', async () => {
      await database.pool.query('CREATE DOMAIN "Timer" AS int');
      await expect(migrate(database, { logger })).rejects.toMatchObject({
        code: 'internal',
        message: expect.stringContaining('already exists'),
      });
      expect((await database.pool.query(`SELECT to_regclass('"Person"') AS person`)).rows).toEqual([
        { person: null },
      ]);
      await database.pool.query('DROP DOMAIN "Timer"');
      expect(await migrate(database, { logger })).toEqual(await migrationNames());
    });
  });

  describe.skipIf(backend.missing)('the migrations', () => {
    it('lead to schema.prisma', async () => {
      expect(await schemaDifference(backend.url!, 'migrations')).toBe('');
    });

    it('would be missed if they were not there', async () => {
      expect(await schemaDifference(backend.url!, 'empty')).toContain('CREATE TABLE "History"');
    });

    it('keep history append-only', async () => {
      const { prisma, pool, close } = await createTestDatabase(backend);
      await prisma.history.create({ data: { id: 'h', subject: 's', version: 1, kind: 'k', at: new Date() } });
      for (const change of [
        `UPDATE "History" SET "kind" = 'x'`,
        'DELETE FROM "History"',
        'TRUNCATE "History"',
      ]) {
        await expect(pool.query(change)).rejects.toThrow('append-only');
      }
      expect(await prisma.history.count()).toBe(1);
      await close();
    });
  });
});
