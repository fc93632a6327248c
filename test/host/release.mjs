// What a release needs, before anything is built: node test/host/release.mjs v0.2.0. Prints the flags of vsce for GitHub's outputs.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readJson } from './json.mjs';
import { repository } from './places.mjs';

/**
 * @typedef {{ version: string, publisher?: string, repository?: unknown }} Manifest
 * @param {string} tag
 * @param {Manifest} manifest
 * @returns {string[]} what stands in the way, see docs/release.md
 */
export function missing(tag, { version, publisher, repository: home }) {
  return [
    ...(tag === `v${version}` ? [] : [`The tag ${tag} is not the version ${version} of package.json.`]),
    // The placeholder has the name of the extension; an owner's publisher has a name of its own.
    ...(publisher === undefined || publisher === 'dropout-playground'
      ? ['package.json has no publisher of an owner’s.']
      : []),
    ...(home === undefined ? ['package.json has no repository.'] : []),
  ];
}

/** @param {string} version */
export const isPreRelease = (version) => Number(version.split('.')[1]) % 2 === 1;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const manifest = /** @type {Manifest} */ (readJson(join(repository, 'package.json')));
  const reasons = missing(process.argv[2] ?? '', manifest);
  for (const reason of reasons) console.error(reason);
  process.exitCode = reasons.length > 0 ? 1 : 0;
  console.log(`flags=${isPreRelease(manifest.version) ? '--pre-release' : ''}`);
}
