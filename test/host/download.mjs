// Fetches one npm package, pinned by version and by content, and unpacks it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { npm } from './npm.mjs';
import { cache } from './places.mjs';

/**
 * @typedef {object} Package
 * @property {string} name
 * @property {string} version
 * @property {string} integrity the registry's own `sha512-…`
 * @property {string[]} [only] the folders and files wanted of it; all of them when left out
 */

/** @param {string} path */
export const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * Makes a folder in the cache all at once: what `fill` leaves in a temporary folder is moved into
 * place only when it is complete, so that an interrupted run leaves nothing half done behind, and
 * two runs at the same time do not disturb each other.
 *
 * @param {string} name
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>} the folder
 */
export async function once(name, fill) {
  const target = join(cache, name);
  if (await exists(target)) return target;
  await mkdir(cache, { recursive: true });
  const temporary = await mkdtemp(join(cache, 'unfinished-'));
  try {
    const content = join(temporary, 'content');
    await mkdir(content);
    await fill(content);
    await rename(content, target).catch(async (/** @type {unknown} */ error) => {
      if (!(await exists(target))) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return target;
}

/**
 * Unpacks a package's content into a folder.
 *
 * @param {Package} wanted
 * @param {string} folder
 */
export async function unpackPackage(wanted, folder) {
  const specifier = `${wanted.name}@${wanted.version}`;
  await mkdir(cache, { recursive: true });
  const download = await mkdtemp(join(cache, 'download-'));
  try {
    await npm(['pack', specifier, '--pack-destination', download, '--prefer-offline'], download);
    const tarball = (await readdir(download)).find((file) => file.endsWith('.tgz'));
    if (tarball === undefined) throw new Error(`"npm pack ${specifier}" left no tarball.`);
    await verify(join(download, tarball), wanted);
    // By its bare name: to some programs the colon of a drive is that of another machine.
    await tar(
      ['-xzf', tarball, '-C', folder, '--strip-components=1'].concat(
        (wanted.only ?? []).map((path) => `package/${path}`),
      ),
      download,
    );
  } finally {
    await rm(download, { recursive: true, force: true });
  }
}

/**
 * @param {string[]} args
 * @param {string} [cwd]
 */
export function tar(args, cwd) {
  return new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
    const child = spawn('tar', args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`"tar ${args.join(' ')}" failed (exit code ${code ?? 'none'}).`));
    });
  });
}

/**
 * @param {string} file
 * @param {Package} wanted
 */
async function verify(file, wanted) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== wanted.integrity) {
    throw new Error(
      `The registry's ${wanted.name}@${wanted.version} is not the one that was pinned.\n` +
        `  expected ${wanted.integrity}\n  received ${found}`,
    );
  }
}
