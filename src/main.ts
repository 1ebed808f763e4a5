import { startApp } from './app.ts';
import { readEnvironment } from './config/environment.ts';
import { QuartermasterError } from './core/errors.ts';
import { createLogger } from './core/logger.ts';

/** Everything has to be over by then after a signal, in milliseconds. */
const stopWithinMs = 9_500;

async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  const logger = createLogger(environment.logLevel);
  const app = await startApp(environment, { logger });
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    await app.stop();
    process.exit(code);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(0));
  void app.failed.then(() => {
    if (!stopping) logger.error({}, 'the database has ended; stopping');
    return stop(1);
  });
  const where = environment.demo ? app.url.replace('127.0.0.1', 'localhost') : environment.publicUrl;
  process.stdout.write(`Quartermaster 后勤管家 is ready: ${where}\n`);
}

main().catch((error: unknown) => {
  // What an administrator can mend is told in a few words; everything else with its trace.
  const plain =
    error instanceof QuartermasterError && (error.code === 'config' || error.code === 'unreachable');
  process.stderr.write(`${plain ? error.message : (error as Error).stack}\n`);
  process.exit(1);
});
