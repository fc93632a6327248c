// The extension as its readers get it: as a package.
import { cp, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from './npm.mjs';
import { repository } from './places.mjs';

/** What a checkout has beside what is in version control: a package is made without it, and made anew. */
const OWN = ['.git', '.vscode-test', 'dist', 'node_modules', 'out'].map((name) => join(repository, name));

/**
 * Runs `npm run package` in a copy of the checkout: it builds for production, and other tests run what is in `dist/`.
 *
 * @param {string} folder where the copy comes to lie, which is made
 * @returns {Promise<string>} the path of the `.vsix`
 */
export async function makePackage(folder) {
  await cp(repository, folder, { recursive: true, filter: (path) => !OWN.includes(path) });
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await npm(['run', 'package'], folder);
  const [made, ...others] = (await readdir(folder)).filter((name) => name.endsWith('.vsix'));
  if (made === undefined || others.length > 0) throw new Error('There is not just one package.');
  return join(folder, made);
}
