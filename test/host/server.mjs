// A real VS Code, served to a browser. The npm package `code-server` carries a complete one, which
// is put together here without anything that extension tests have no use for.
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { keepDoor } from './doorkeeper.mjs';
import { once, unpackPackage } from './download.mjs';
import { ensureNode } from './node.mjs';
import { readJson } from './json.mjs';
import { npm } from './npm.mjs';
import { repository } from './places.mjs';

const VERSION = '4.139.1';
const INTEGRITY =
  'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==';

/** Changes whenever what is kept of the package changes, so that an older cache is not mistaken for it. */
const RECIPE = 3;

/** Direct dependencies of the server that an extension host never reaches; most are large or native. */
const UNUSED_DEPENDENCIES = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/deviceid',
  '@vscode/fs-copyfile',
  '@vscode/native-watchdog',
  '@vscode/sandbox-runtime',
  '@vscode/spdlog',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'detect-libc',
  'kerberos',
  'node-addon-api',
  'ssh2',
  'tar',
  'zod',
];

/**
 * Built-in extensions, or parts of them, that reach for accounts and networks or are merely large. Not
 * all of that kind: the browser has a list of its own, and complains of what it then does not find.
 */
const UNUSED_EXTENSIONS = [
  'copilot',
  'git',
  'github',
  'mermaid-markdown-features/chat-webview-out',
  'mermaid-markdown-features/markdown-preview-out',
  'tunnel-forwarding',
];

/** Stand-ins for two native modules: without them the server works but fills its log with complaints. */
const STUBS = {
  '@vscode/spdlog': `
const logger = new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : () => undefined) });
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async () => logger;
exports.setLevel = exports.setFlushOn = exports.shutdown = () => undefined;
exports.version = 0;
`,
  '@vscode/native-watchdog': 'exports.start = () => undefined;\n',
};

/**
 * The settings under which VS Code shows the extension and nothing of its own.
 *
 * @type {Record<string, unknown>}
 */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'window.commandCenter': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  // Values of today: VS Code would write others anew in every window, and open the file as JSON for it.
  'extensions.autoUpdate': 'off',
  'extensions.ignoreRecommendations': true,
  'files.exclude': { '**/.vscode': true },
  // VS Code reads this file of its own in every window. As JSON it would start the extensions for JSON and TypeScript.
  'files.associations': { 'chatLanguageModels.json': 'plaintext' },
};

/**
 * Downloads VS Code on first use.
 *
 * @returns {Promise<{ node: string, root: string }>} the Node that runs it, and its folder
 */
export async function ensureServer() {
  const [node, root] = await Promise.all([
    ensureNode(),
    once(`code-server-${VERSION}-${RECIPE}`, async (content) => {
      console.log(`Downloading VS Code (code-server ${VERSION}, about 50 MB, once) …`);
      const only = ['lib/vscode', 'LICENSE', 'ThirdPartyNotices.txt'];
      await unpackPackage({ name: 'code-server', version: VERSION, integrity: INTEGRITY, only }, content);
      console.log('Installing the packages VS Code needs …');
      await trim(join(content, 'lib', 'vscode'));
    }),
  ]);
  return { node, root: join(root, 'lib', 'vscode') };
}

/** @param {string} vscode */
async function trim(vscode) {
  for (const name of UNUSED_EXTENSIONS) {
    await rm(join(vscode, 'extensions', name), { recursive: true, force: true });
  }
  const manifestFile = join(vscode, 'package.json');
  const manifest = /** @type {{ dependencies: Record<string, string> }} */ (readJson(manifestFile));
  for (const name of UNUSED_DEPENDENCIES) Reflect.deleteProperty(manifest.dependencies, name);
  await writeFile(manifestFile, JSON.stringify(manifest, undefined, 2));
  // The versions and their integrity come from the npm-shrinkwrap.json in the package.
  await npm(['install', '--omit=dev', '--ignore-scripts', '--prefer-offline'], vscode);
  for (const [name, source] of Object.entries(STUBS)) {
    const folder = join(vscode, 'node_modules', name);
    await mkdir(folder, { recursive: true });
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify({ name, version: '0.0.0', main: 'index.js' }),
    );
    await writeFile(join(folder, 'index.js'), source);
  }
}

/**
 * For tests, which open folders that nobody asks about.
 *
 * @type {Record<string, unknown>}
 */
export const trusting = { 'security.workspace.trust.enabled': false };

/**
 * Writes the user's settings.
 *
 * @param {string} data VS Code's user data folder
 * @param {Record<string, unknown>} [settings] beside the quiet ones
 */
export async function writeUserSettings(data, settings) {
  await mkdir(join(data, 'User'), { recursive: true });
  const text = JSON.stringify({ ...quietSettings, ...settings }, undefined, 2);
  await writeFile(join(data, 'User', 'settings.json'), text);
}

/**
 * @typedef {object} ServerOptions
 * @property {string} data a folder for what the server writes: logs, the user's settings, extensions
 * @property {string} [extensions] where installed extensions lie; a folder in `data` when left out
 * @property {boolean} [automated] whether tests drive it. Without this VS Code ignores
 *   `extensionDevelopmentPath`; with it VS Code hides notification toasts.
 *
 * @typedef {object} Server
 * @property {string} origin where it answers those who have the token
 * @property {string} token
 * @property {(folder: string, payload?: Record<string, string>) => string} url the page that shows a folder
 * @property {(path: string) => string} remote a path of this machine as the page has to name it
 * @property {() => () => void} hold lets nothing through between open pages and VS Code, until what it gives is called
 * @property {() => Promise<void>} stop
 */

/**
 * Starts VS Code for whoever has its token, on this machine alone.
 *
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function startServer({ data, extensions = join(data, 'extensions'), automated }) {
  const { node, root } = await ensureServer();
  await mkdir(extensions, { recursive: true });
  // A folder that only this user may look into; and a path so short that a socket may have it.
  const inside = await mkdtemp(join(tmpdir(), 'dropout-'));
  const clean = () => rmSync(inside, { recursive: true, force: true });
  process.once('exit', clean);
  const socketPath =
    process.platform === 'win32' ? `\\\\.\\pipe\\${basename(inside)}` : join(inside, 'socket');
  const token = randomBytes(24).toString('hex');
  // In a file: everybody on the machine sees the arguments of a program.
  const tokenFile = join(inside, 'token');
  await writeFile(tokenFile, token, { mode: 0o600 });
  const lifeline = pathToFileURL(join(repository, 'test', 'host', 'lifeline.mjs')).href;
  const child = spawn(
    node,
    [
      `--import=${lifeline}`,
      join(root, 'out', 'server-main.js'),
      ...['--socket-path', socketPath, '--connection-token-file', tokenFile],
      '--accept-server-license-terms',
      ...['--server-data-dir', data, '--user-data-dir', data, '--extensions-dir', extensions],
      ...['--telemetry-level', 'off', '--disable-getting-started-override'],
      ...(automated === true ? ['--enable-smoke-test-driver'] : []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: offlineEnvironment() },
  );
  const ended = new Promise((/** @type {(value: void) => void} */ resolve) => {
    child.once('close', () => resolve());
  });
  const kill = () => child.kill();
  process.once('exit', kill);
  await listening(child);
  const door = await keepDoor(socketPath, token);
  const { origin, hold } = door;
  return {
    origin,
    token,
    hold,
    url: (folder, payload = {}) => {
      const entries = Object.entries({ skipWelcome: 'true', ...payload });
      const query = new URLSearchParams({
        ...{ tkn: token, payload: JSON.stringify(entries) },
        folder: decodeURIComponent(pathToFileURL(folder).pathname),
      });
      return `${origin}/?${query.toString()}`;
    },
    remote: (path) => `vscode-remote://${new URL(origin).host}${pathToFileURL(path).pathname}`,
    stop: async () => {
      await door.close();
      child.kill();
      await ended;
      process.off('exit', kill);
      process.off('exit', clean);
      clean();
    },
  };
}

/**
 * Installs a package for a server that is to be started on the same folder.
 *
 * @param {string} data see {@link ServerOptions}
 * @param {string} vsix the package's path
 */
export async function installExtension(data, vsix) {
  const { node, root } = await ensureServer();
  await promisify(execFile)(
    node,
    [
      join(root, 'out', 'server-main.js'),
      ...['--accept-server-license-terms', '--install-extension', vsix, '--force'],
      ...['--server-data-dir', data, '--user-data-dir', data, '--extensions-dir', join(data, 'extensions')],
    ],
    { env: offlineEnvironment() },
  );
}

/** This process's environment, less what was meant for another Node, or for the VS Code in whose terminal it runs. */
function offlineEnvironment() {
  const foreign = /^(NODE_OPTIONS|ELECTRON_RUN_AS_NODE|VSCODE_.*)$/;
  const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  // No look-ups of a marketplace.
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: '{}' };
}

/**
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
 * @returns {Promise<void>}
 */
function listening(child) {
  return new Promise((resolve, reject) => {
    let log = '';
    const read = (/** @type {string} */ line) => {
      log += `${line}\n`;
      if (process.env['DROPOUT_VSCODE_LOG'] !== undefined) console.log(`[server] ${line}`);
      if (line.includes('Extension host agent listening on ')) resolve();
    };
    createInterface(child.stdout).on('line', read);
    createInterface(child.stderr).on('line', read);
    child.once('error', reject);
    child.once('close', () => reject(new Error(`VS Code's server ended before it was ready:\n${log}`)));
  });
}
