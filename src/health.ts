import express, { type Router } from 'express';
import type { Database } from './db/client.ts';
import type { Alarm } from './jobs/alarm.ts';
import type { Metrics } from './metrics.ts';

export interface HealthOptions {
  database: Database;
  alarm: Alarm;
  metrics: Metrics;
}

/** A queue that has left a ring unanswered for so long is stuck, in milliseconds. */
const stuckAfterMs = 60_000;

/** `/healthz`: the process runs. `/readyz`: it does its work. `/metrics`: figures for Prometheus. */
export function createHealth({ database, alarm, metrics }: HealthOptions): Router {
  const router = express.Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const [databaseOk, queueOk] = await Promise.all([
      database.pool.query('SELECT 1').then(
        () => true,
        () => false,
      ),
      alarm.unansweredMs().then(
        (ms) => ms < stuckAfterMs,
        () => false,
      ),
    ]);
    response.status(databaseOk && queueOk ? 200 : 503).json({ database: databaseOk, queue: queueOk });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
}
