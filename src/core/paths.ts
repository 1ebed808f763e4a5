import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : findRoot(dirname(from));
}

/** The project's own folder, the same from the sources and from the build: the one that holds package.json. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));
