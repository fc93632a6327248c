// Installs the dependencies when they are missing or not those of the lock file. Uses nothing but
// Node itself, since it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readJson } from './host/json.mjs';
import { repository } from './host/places.mjs';

const OLDEST_NODE = 20;

export function ensureDependencies() {
  if (Number.parseInt(process.versions.node) < OLDEST_NODE) {
    console.error(`This needs Node ${OLDEST_NODE} or newer; this is Node ${process.versions.node}.`);
    process.exit(1);
  }
  if (isInstalled()) return;
  console.log('Installing the dependencies …');
  // Nearly everything here is a development dependency, which NODE_ENV=production would leave out.
  const command = [
    'ci',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--loglevel=error',
  ];
  const client = process.env['npm_execpath'];
  // What it has to say matters only where it fails.
  const options = /** @type {const} */ ({ cwd: repository, encoding: 'utf8' });
  const { status, stdout, stderr, error } = client?.endsWith('.js')
    ? spawnSync(process.execPath, [client, ...command], options)
    : spawnSync('npm', command, { ...options, shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`"npm ci" failed: ${error?.message ?? ''}\n${stderr}${stdout}`);
    process.exit(1);
  }
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} Locked
 * @typedef {{ packages: Record<string, Locked> }} Lock
 */

/** Whether npm's own record of what it installed has every package that the lock file wants. */
function isInstalled() {
  try {
    const wanted = lock('package-lock.json');
    const installed = lock(join('node_modules', '.package-lock.json'));
    return Object.entries(wanted.packages).every(([path, { version, integrity, optional }]) => {
      const found = installed.packages[path];
      // The project itself is not recorded; optional packages are for certain platforms only.
      if (path === '' || (found === undefined && optional === true)) return true;
      return found?.version === version && found?.integrity === integrity;
    });
  } catch {
    return false;
  }
}

/**
 * @param {string} file
 * @returns {Lock}
 */
function lock(file) {
  return /** @type {Lock} */ (readJson(join(repository, file)));
}
