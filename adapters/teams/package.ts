import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { projectRoot } from '../../src/core/paths.ts';
import { type ManifestOptions, teamsManifest } from './manifest.ts';

const iconFolder = join(projectRoot, 'adapters/teams/icons');

/** The Teams app as one zip, ready to be uploaded: the manifest, its other language, and the two icons. */
export function teamsPackage(options: ManifestOptions): Uint8Array {
  const texts = Object.entries(teamsManifest(options)).map(
    ([name, content]) => [name, strToU8(`${JSON.stringify(content, null, 2)}\n`)] as const,
  );
  const icons = ['color.png', 'outline.png'].map(
    (name) => [name, readFileSync(join(iconFolder, name))] as const,
  );
  return zipSync(Object.fromEntries([...texts, ...icons]));
}
