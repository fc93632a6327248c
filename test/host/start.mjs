// What `npm start` does once the dependencies are installed.
import { spawn } from 'node:child_process';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { desktopVSCode, hasDisplay } from './desktop.mjs';
import { exists } from './download.mjs';
import { prepareExample } from './example.mjs';
import { cache, repository } from './places.mjs';
import { ensureServer, startServer, writeUserSettings } from './server.mjs';

/** VS Code opens a notebook named in its URL as text unless it is told what notebooks are. */
const settings = {
  'workbench.editorAssociations': { '*.ipynb': 'jupyter-notebook' },
  'window.title': '${dirty}${activeEditorShort}${separator}${rootName}',
};

export async function start() {
  const desktop = await desktopVSCode();
  if (desktop === undefined) await ensureServer();
  console.log('Building the extension …');
  const [example] = await Promise.all([prepareExample(), build()]);
  console.log('Starting VS Code …');
  await (desktop === undefined ? serve(example) : openDesktop(desktop, example));
}

/** @typedef {{ folder: string, notebook: string }} Example */

/** @param {Example} example */
async function serve({ folder, notebook }) {
  const data = join(cache, 'start');
  const extensions = join(data, 'extensions');
  // The checkout itself is installed as an extension. VS Code's own lists of what is installed are
  // from the last start, and are made anew.
  await rm(extensions, { recursive: true, force: true });
  await rm(join(data, 'CachedProfilesData'), { recursive: true, force: true });
  await mkdir(extensions, { recursive: true });
  await symlink(repository, join(extensions, 'dropout-playground'), 'junction');
  await writeReaderSettings(data);
  // What the server leaves behind is cleaned up when this program exits, not when a signal ends it.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.once(signal, () => process.exit());
  const server = await startServer({ data, extensions });
  const url = server.url(folder, { openFile: server.remote(notebook) });
  console.log(`\nDropout Playground is running at\n\n  ${url}\n\nPress Ctrl+C to stop it.`);
  if (hasDisplay()) openBrowser(url);
}

/**
 * @param {string} executable
 * @param {Example} example
 */
async function openDesktop(executable, { folder, notebook }) {
  console.log(
    'Dropout Playground is running in VS Code. Close its window, or press Ctrl+C here, to stop it.',
  );
  const profile = join(cache, 'desktop');
  await writeReaderSettings(profile);
  await run(executable, [
    folder,
    notebook,
    `--extensionDevelopmentPath=${repository}`,
    `--user-data-dir=${profile}`,
    `--extensions-dir=${join(profile, 'extensions')}`,
    '--skip-welcome',
    '--skip-release-notes',
  ]);
}

/**
 * Settings are written only where there are none, so that the reader's own changes last.
 *
 * @param {string} data VS Code's user data folder
 */
async function writeReaderSettings(data) {
  if (!(await exists(join(data, 'User', 'settings.json')))) await writeUserSettings(data, settings);
}

/** Bundles the extension. */
function build() {
  return run(process.execPath, ['esbuild.mjs', '--quiet']);
}

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<void>}
 */
function run(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: repository, stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`"${program} ${args.join(' ')}" failed (exit code ${code ?? 'none'}).`));
    });
  });
}

/** @param {string} url */
function openBrowser(url) {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  // The address stands in the terminal already, so it does not matter where there is no such program.
  spawn(program, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
