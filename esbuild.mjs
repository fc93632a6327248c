// Bundles the extension's programs: the host side (one file, for the desktop, a remote and the browser alike, and beside it
// what runs an interpreter, which a browser cannot), the workers that read and replay code, the command line's, the webview's
// front end, and its worker; and the page that stands alone, dist/page.html. Types are checked before, by `tsc -b`.
//
//   node esbuild.mjs [--production] [--watch] [--quiet] [--page]
//
// `--page` builds that page alone.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { pageHtml } from './media/page/html.mjs';

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  target: 'es2022',
  // 'browser' makes esbuild refuse Node's modules: the extension host may be a web worker.
  platform: 'browser',
  mainFields: ['browser', 'module', 'main'],
  // What is imported for its effects has to stand among `sideEffects` in package.json, or it is left out.
  logOverride: { 'ignored-bare-import': 'error' },
};

/** The host's. */
const ENTRY = 'src/extension.ts';

/**
 * The room `verify` is a program of its own, which the host requires when it is first asked for.
 * @type {esbuild.Plugin}
 */
const verifyBeside = {
  name: 'verify beside',
  setup(build) {
    build.onResolve({ filter: /^\.\.\/verify$/ }, () => ({ path: './verify.js', external: true }));
  },
};

/**
 * Looks at VS Code's API through one window: of each import esbuild would make an object with all its hundreds of names.
 *
 * @type {esbuild.Plugin}
 */
const oneVSCode = {
  name: 'one vscode',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ path, namespace }) =>
      namespace === 'vscode' ? { path, external: true } : { path, namespace: 'vscode' },
    );
    build.onLoad({ filter: /^/, namespace: 'vscode' }, () => ({ contents: "export * from 'vscode'" }));
  },
};

/**
 * The host's program in parts: what is loaded at once, and what is loaded when it is first asked for.
 *
 * @satisfies {esbuild.BuildOptions}
 */
export const hostParts = {
  ...common,
  entryPoints: [{ in: ENTRY, out: 'extension' }],
  outdir: 'dist',
  format: /** @type {const} */ ('esm'),
  splitting: true,
  // Node's are imported only where they are used (src/threads), which a browser never reaches.
  external: ['node:events', 'node:worker_threads'],
  plugins: [verifyBeside, oneVSCode],
};

/**
 * Bundles a program in parts, of which it is made then, whenever its sources change.
 *
 * @param {esbuild.PluginBuild} build has the parts in a namespace of this name
 * @param {esbuild.BuildOptions} program
 * @param {(parts: { texts: Map<string, string>, outputs: esbuild.Metafile['outputs'] }) => void} [look] is shown all of them
 * @returns {ReadonlyMap<string, string>} their texts, by their paths
 */
function partsOf(build, program, look) {
  const { sourcemap } = build.initialOptions;
  /** @type {Map<string, string>} */
  const texts = new Map();
  /** @type {string[]} */
  let watchFiles = [];
  build.onStart(async () => {
    const { outputFiles, metafile } = await esbuild.build({
      ...program,
      write: false,
      metafile: true,
      logLevel: 'warning',
      ...(sourcemap && { sourcemap: 'inline' }),
    });
    texts.clear();
    for (const { path, text } of outputFiles) texts.set(path, text);
    look?.({ texts, outputs: metafile.outputs });
    watchFiles = Object.keys(metafile.inputs).map((path) => resolve(path));
  });
  build.onLoad({ filter: /^/, namespace: 'parts' }, ({ path }) => ({
    contents: texts.get(path) ?? '',
    watchFiles,
  }));
  return texts;
}

/**
 * A browser's host loads a single file. esbuild makes a function of whatever in it is loaded later: here of each part,
 * and not of each of some hundred files, which would take up more room than their comments do.
 *
 * @type {esbuild.Plugin}
 */
const inParts = {
  name: 'in parts',
  setup(build) {
    const texts = partsOf(build, hostParts);
    build.onResolve({ filter: /^/ }, ({ path, kind, namespace }) => {
      if (kind === 'entry-point' && resolve(path) === resolve(ENTRY))
        return { path: resolve('dist', 'extension.js'), namespace: 'parts' };
      if (namespace !== 'parts') return undefined;
      const part = resolve('dist', path);
      return texts.has(part) ? { path: part, namespace } : { path, external: true };
    });
  },
};

const preact = {
  loader: { '.svg': /** @type {const} */ ('text') },
  jsx: /** @type {const} */ ('automatic'),
  jsxImportSource: 'preact',
};

/**
 * The front end in parts: what is loaded at once, and what is loaded when it is first looked at.
 *
 * @satisfies {esbuild.BuildOptions}
 */
export const pageParts = {
  ...common,
  entryPoints: [
    { in: 'media/playground/main.tsx', out: 'playground' },
    { in: 'media/playground/average/AveragePanel.tsx', out: 'average' },
    { in: 'media/playground/inside/Inside.tsx', out: 'inside' },
    { in: 'media/playground/why/WhyPanel.tsx', out: 'why' },
  ],
  outdir: 'dist/webview',
  format: /** @type {const} */ ('esm'),
  splitting: true,
  ...preact,
};

/**
 * To a webview each file takes long, and those that others ask for come after these: what it loads at once is one file.
 * What is loaded later finds there what both need.
 *
 * @type {esbuild.Plugin}
 */
const firstInOne = {
  name: 'first in one',
  setup(build) {
    /** @type {(path: string) => string} */
    const placeOf = (path) => resolve(pageParts.outdir, path);
    const first = placeOf('playground.js');
    /** @type {Map<string, string[]>} what those parts export that go into the first, which has it under the names of `clause` */
    const within = new Map();
    /** @type {(path: string, isImport: boolean) => string} */
    const clause = (path, isImport) => {
      const part = [...within.keys()].indexOf(path);
      const names = (within.get(path) ?? []).map((name, i) => {
        const other = `_${part}_${i}`;
        return isImport ? `${other} as ${name}` : `${name} as ${other}`;
      });
      return `export { ${names.join()} } from './${basename(isImport ? first : path)}';\n`;
    };
    partsOf(build, pageParts, ({ texts, outputs }) => {
      const byPlace = new Map(Object.entries(outputs).map(([path, output]) => [resolve(path), output]));
      within.clear();
      /** @type {(path: string) => void} */
      const take = (path) => {
        const { imports = [], exports = [] } = byPlace.get(path) ?? {};
        if (within.has(path)) return;
        within.set(path, exports);
        for (const one of imports) if (one.kind === 'import-statement') take(resolve(one.path));
      };
      take(first);
      within.delete(first);
      const exported = [...within.keys()].map((path) => clause(path, false));
      texts.set(first, `${texts.get(first) ?? ''}\n${exported.join('')}`);
    });
    build.onResolve({ filter: /^/ }, ({ path, kind, namespace, importer }) => {
      const entry = pageParts.entryPoints.find(
        (one) => kind === 'entry-point' && resolve(one.in) === resolve(path),
      );
      if (entry !== undefined) return { path: placeOf(`${entry.out}.js`), namespace: 'parts' };
      if (namespace === 'within' || (namespace === 'parts' && kind === 'dynamic-import'))
        return { path, external: true };
      if (namespace !== 'parts') return undefined;
      const isApart = importer !== first && !within.has(importer);
      const part = placeOf(path);
      return isApart && within.has(part)
        ? // Each has it for itself, and no file of its own comes of it.
          { path: part, suffix: `?${basename(importer)}`, namespace: 'within' }
        : { path: part, namespace };
    });
    build.onLoad({ filter: /^/, namespace: 'within' }, ({ path }) => ({ contents: clause(path, true) }));
  },
};

/** @satisfies {Record<string, esbuild.BuildOptions>} */
export const programs = {
  extension: {
    ...common,
    entryPoints: [{ in: ENTRY, out: 'extension' }],
    outdir: 'dist',
    format: /** @type {const} */ ('cjs'),
    plugins: [inParts],
    // They are required, as `vscode` is: only then does the host hand `vscode` on to them.
    supported: { 'dynamic-import': false },
  },
  verify: {
    ...common,
    entryPoints: [{ in: 'src/verify/index.ts', out: 'verify' }],
    outdir: 'dist',
    format: /** @type {const} */ ('cjs'),
    external: ['vscode', 'node:child_process'],
  },
  worker: {
    ...common,
    // Each loads what it puts to work, and no more: a file's first facts wait for it.
    entryPoints: [
      { in: 'src/worker/readingMain.ts', out: 'reader' },
      { in: 'src/worker/replayingMain.ts', out: 'replayer' },
      { in: 'src/worker/previewingMain.ts', out: 'previewer' },
    ],
    outdir: 'dist',
    format: /** @type {const} */ ('iife'),
    external: ['node:events', 'node:worker_threads'],
  },
  cli: {
    ...common,
    entryPoints: [{ in: 'src/cli/main.ts', out: 'cli' }],
    outdir: 'dist',
    platform: 'node',
    target: 'node20',
    format: /** @type {const} */ ('cjs'),
    banner: { js: '#!/usr/bin/env node' },
  },
  page: {
    ...pageParts,
    entryPoints: [...pageParts.entryPoints, { in: 'media/playground/playground.css', out: 'playground' }],
    plugins: [firstInOne],
  },
  pageWorker: {
    ...common,
    entryPoints: [{ in: 'media/playground/worker/main.ts', out: 'worker' }],
    outdir: 'dist/webview',
    format: /** @type {const} */ ('iife'),
  },
};

/**
 * The page that stands alone, which has the front end, its worker and the extension's part in one file. It goes to people,
 * so it is always as small as can be.
 *
 * @returns {Promise<string>}
 */
export async function buildPage() {
  /** @type {(program: esbuild.BuildOptions) => Promise<string[]>} */
  const textsOf = async (program) => {
    const { outputFiles } = await esbuild.build({ ...program, minify: true, write: false });
    return outputFiles.map(({ text }) => text);
  };
  const entryPoints = ['media/page/main.ts', 'media/page/page.css'];
  const [script = '', style = ''] = await textsOf({
    ...common,
    ...preact,
    entryPoints,
    outdir: 'dist',
    format: 'iife',
    // The texts are looked for in it as they are.
    charset: 'utf8',
  });
  const [worker = ''] = await textsOf(programs.pageWorker);
  return pageHtml({
    script: hashed(script),
    style: hashed(style),
    worker,
    texts: await translations(script),
  });
}

/** @param {string} text */
function hashed(text) {
  return { text, hash: `sha256-${createHash('sha256').update(text).digest('base64')}` };
}

/**
 * The texts that a script says, in all languages that there are but English, by the language.
 *
 * @param {string} script
 * @returns {Promise<Record<string, unknown>>}
 */
async function translations(script) {
  const names = await readdir('l10n');
  const languages = names.flatMap((name) => /^bundle\.l10n\.(.+)\.json$/.exec(name)?.[1] ?? []);
  const entries = languages.map(async (language) => {
    const text = await readFile(`l10n/bundle.l10n.${language}.json`, 'utf8');
    /** @type {unknown} */
    const texts = JSON.parse(text);
    const all = Object.entries(/** @type {Record<string, string>} */ (texts));
    const said = all.filter(
      ([key]) => script.includes(key) || script.includes(JSON.stringify(key).slice(1, -1)),
    );
    return /** @type {const} */ ([language, Object.fromEntries(said)]);
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function writePage() {
  await mkdir('dist', { recursive: true });
  const html = await buildPage();
  await writeFile('dist/page.html', html);
  if (!process.argv.includes('--quiet')) console.log(`dist/page.html: ${Math.ceil(html.length / 1000)} kB`);
}

async function main() {
  if (process.argv.includes('--page')) return writePage();

  const production = process.argv.includes('--production');
  /** @type {esbuild.BuildOptions} */
  const options = {
    minify: production,
    sourcemap: !production,
    logLevel: process.argv.includes('--quiet') ? 'warning' : 'info',
  };
  const all = Object.values(programs).map((program) => ({ ...program, ...options }));
  if (process.argv.includes('--watch')) {
    for (const program of all) await (await esbuild.context(program)).watch();
  } else {
    await rm('dist', { recursive: true, force: true });
    for (const program of all) await esbuild.build(program);
    await writePage();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) void main();
