import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** What `GET /metrics` shows, in Prometheus's format. Labels never name a person. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const handled = new Histogram({
    name: 'quartermaster_event_seconds',
    help: 'Time from an inbound event to its commit, in seconds.',
    labelNames: ['platform', 'kind'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 3],
    registers: [registry],
  });
  const deliveries = new Counter({
    name: 'quartermaster_deliveries_total',
    help: 'Messages that a platform has taken (sent) or refused for good (failed).',
    labelNames: ['platform', 'outcome'],
    registers: [registry],
  });
  return {
    registry,
    handled: (platform: string, kind: string, seconds: number) =>
      handled.observe({ platform, kind }, seconds),
    settled: (platform: string, outcome: string) => deliveries.inc({ platform, outcome }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
