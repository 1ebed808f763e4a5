import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { serve } from './serve.ts';

// Bare BullMQ: a delayed job for each instant, and a worker that does nothing but look at the clock.
const name = 'delayed-jobs';
const { REDIS_URL, DATABASE_URL } = process.env;
let late: number[] = [];
const look = async (job: { data: { at: number } }) => {
  late.push(Date.now() - job.data.at);
};
const { queue, worker } = REDIS_URL ? onRedis(REDIS_URL) : await onPostgres(DATABASE_URL!);
await worker.waitUntilReady();

function onRedis(url: string) {
  const connect = () => new Redis(url, { maxRetriesPerRequest: null });
  return {
    queue: new Queue(name, { connection: connect() }),
    worker: new Worker(name, look, { connection: connect() }),
  };
}

async function onPostgres(connectionString: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await runMigrations(client, 'bullmq');
  await client.end();
  const connection = { connectionString, schema: 'bullmq', max: 4 };
  return {
    queue: new Queue(name, { connection }, createPostgresBackend),
    worker: new Worker(name, look, { connection }, createPostgresBackend),
  };
}

serve(undefined, {
  async plan(instants: number[]) {
    late = [];
    const now = Date.now();
    const opts = (at: number) => ({
      delay: Math.max(0, at - now),
      removeOnComplete: true,
      removeOnFail: true,
    });
    await queue.addBulk(instants.map((at) => ({ name: 'due', data: { at }, opts: opts(at) })));
  },
  late: () => late,
  async stop() {
    await worker.close();
    await queue.obliterate({ force: true });
    await queue.close();
  },
});
