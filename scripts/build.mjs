// Builds what `npm start` runs: Prisma's client, then our TypeScript, then the web page's scripts.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const bin = (name, file) => require.resolve(`${name}/package.json`).replace('package.json', file);
const run = (script, ...args) =>
  execFileSync(process.execPath, [script, ...args], {
    cwd: new URL('..', import.meta.url),
    stdio: ['ignore', 'ignore', 'inherit'],
    // `generate` never starts the schema engine, yet downloads it unless some executable is named here.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  });

const here = (path) => existsSync(new URL(`../${path}`, import.meta.url));

// A production tree comes built and without the tools that build it.
if (!here('node_modules/@types/express')) {
  if (!here('dist/src/main.js'))
    throw new Error('Nothing is built yet: run `npm install --include=dev` once.');
} else {
  run(bin('prisma', 'build/index.js'), 'generate');
  run(bin('typescript', 'bin/tsc'), '-p', 'tsconfig.build.json');
  run(bin('typescript', 'bin/tsc'), '-p', 'adapters/web/page');
}
