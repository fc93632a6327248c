import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as esbuild from 'esbuild';
import { chromium, type Page } from 'playwright-core';
import { programs } from '../../../esbuild.mjs';
import { ensureChromium } from '../../host/chromium.mjs';
import { makePackage } from '../../host/package.mjs';
import { removeData, repository } from '../../host/places.mjs';
import { installExtension, startServer, trusting, writeUserSettings } from '../../host/server.mjs';
import { type Answer, ID, RESULT, type Result, type Task, TASK } from './scenario';

const BENCH = join(repository, 'test', 'bench', 'host');
const BENCH_ID = 'bench.bench';

/** Where the extensions run: in Node, or in a web worker of the browser. */
export type Host = 'node' | 'web';

/** Which extension is measured: that of the checkout with clocks in it, the package of it that is installed, or none. */
export type Measured = 'timed' | 'package' | 'none';

/** In milliseconds: so long a task may take. */
const LONGEST = 15 * 60_000;

/** A VS Code in production mode, with the extension that is measured and the bench's own. */
export interface Launched {
  readonly page: Page;
  readonly workspace: string;
  close(): Promise<void>;
}

/** Starts VS Code as its users have it. @param files the workspace's, by their names */
export async function launch(
  host: Host,
  measured: Measured,
  files: Readonly<Record<string, string>>,
): Promise<Launched> {
  const folder = await mkdtemp(join(tmpdir(), 'dropout-bench-'));
  const data = join(folder, 'server');
  const extensions = join(data, 'extensions');
  const workspace = join(folder, 'workspace');
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, name)), { recursive: true });
    await writeFile(join(workspace, name), content);
  }
  await mkdir(extensions, { recursive: true });
  const task = files[TASK] === undefined ? undefined : (JSON.parse(files[TASK]) as Task);
  if (measured === 'timed') await installTimed(join(extensions, 'dropout-playground'));
  if (measured === 'package') {
    await installExtension(data, await makePackage(join(folder, 'packaged')));
    // Without its list VS Code looks what there is, and so finds the bench's own, too.
    await rm(join(extensions, 'extensions.json'));
    if (task !== undefined && 'start' in task) await waitForBench(extensions);
  }
  // What starts the package comes first of all.
  if (task !== undefined)
    await installBench(join(extensions, 'bench'), measured === 'package' ? '*' : 'onStartupFinished');
  await writeUserSettings(data, {
    ...trusting,
    'workbench.colorTheme': 'Light Modern',
    'files.autoSave': 'off',
    // A window that is loaded anew is empty again.
    'workbench.editor.restoreEditors': false,
    ...(host === 'web' ? { 'remote.extensionKind': { [ID]: ['web'], [BENCH_ID]: ['web'] } } : {}),
  });
  const [server, browser] = await Promise.all([
    startServer({ data, extensions }),
    ensureChromium().then((options) => chromium.launch(options)),
  ]);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  if (process.env['DROPOUT_VSCODE_LOG'] !== undefined)
    page.on('console', (message) => console.log(`[page] ${message.text()}`));
  await page.goto(server.url(workspace));
  await page.waitForFunction(() => performance.getEntriesByName('code/didLoadExtensions').length > 0);
  return {
    page,
    workspace,
    close: async () => {
      await browser.close();
      await server.stop();
      await removeData(folder);
    },
  };
}

/** Has the bench's own extension do something. */
export async function runTask(
  host: Host,
  measured: Measured,
  task: Task,
  files: Readonly<Record<string, string>>,
): Promise<Result> {
  const launched = await launch(host, measured, { ...files, [TASK]: JSON.stringify(task) });
  try {
    return await resultIn(launched.workspace);
  } finally {
    await launched.close();
  }
}

/** What the bench's own extension came to, which is read once. */
export async function resultIn(workspace: string): Promise<Result> {
  const path = join(workspace, RESULT);
  for (const end = performance.now() + LONGEST; performance.now() < end;) {
    let answer: Answer;
    try {
      answer = JSON.parse(await readFile(path, 'utf8')) as Answer;
    } catch {
      // It is not there yet, or not yet whole.
      await delay(500);
      continue;
    }
    await rm(path);
    if ('error' in answer) throw new Error(answer.error);
    return answer;
  }
  throw new Error('The bench’s extension did not come to its end.');
}

async function installTimed(to: string): Promise<void> {
  await mkdir(to);
  for (const name of ['package.json', 'package.nls.json'])
    await copyFile(join(repository, name), join(to, name));
  for (const name of ['media', 'l10n']) await symlink(join(repository, name), join(to, name), 'junction');
  for (const [name, program] of Object.entries(programs)) {
    const outdir = join(to, program.outdir);
    const options = {
      ...program,
      outdir,
      absWorkingDir: repository,
      minify: true,
      logLevel: 'warning',
    } as const;
    await esbuild.build(name === 'extension' ? { ...options, ...clocks(program) } : options);
  }
}

/** What puts clocks into the bundle of the extension: around VS Code's interface, and around some globals. */
function clocks({ external, plugins = [] }: esbuild.BuildOptions): esbuild.BuildOptions {
  const plugin: esbuild.Plugin = {
    name: 'clocks',
    setup: (build) => {
      build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
        namespace === 'clocks' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'clocks' },
      );
      build.onLoad({ filter: /.*/, namespace: 'clocks' }, () => ({
        contents: `module.exports = require('./timedVSCode').timedVSCode(require('vscode'));`,
        resolveDir: BENCH,
      }));
    },
  };
  const others = external?.filter((name) => name !== 'vscode') ?? [];
  return { external: others, plugins: [plugin, ...plugins], inject: [join(BENCH, 'timedGlobals.ts')] };
}

/** Keeps a file in Python from starting the installed extension before the bench does. */
async function waitForBench(extensions: string): Promise<void> {
  const name = (await readdir(extensions)).find((one) => one.startsWith(ID)) ?? '';
  const path = join(extensions, name, 'package.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as { activationEvents: string[] };
  const activationEvents = manifest.activationEvents.filter((event) => event !== 'onLanguage:python');
  await writeFile(path, JSON.stringify({ ...manifest, activationEvents }));
}

async function installBench(to: string, activation: string): Promise<void> {
  await esbuild.build({
    entryPoints: [join(BENCH, 'extension.ts')],
    outfile: join(to, 'extension.js'),
    ...{
      bundle: true,
      platform: 'browser',
      target: 'es2022',
      format: 'cjs',
      external: ['vscode', 'node:*'],
      logLevel: 'warning',
    },
  });
  const [publisher, name] = BENCH_ID.split('.');
  const manifest = {
    ...{ publisher, name, version: '0.0.0', engines: { vscode: '^1.100.0' } },
    ...{ main: './extension.js', browser: './extension.js', activationEvents: [activation] },
  };
  await writeFile(join(to, 'package.json'), JSON.stringify(manifest));
}
