// Bundles the extension's two programs: the host side (one file, for the desktop, a remote and the
// browser alike) and the webview's front end. Types are checked before, by `tsc -b`.
//
//   node esbuild.mjs [--production] [--watch]
import { mkdir, rm, writeFile } from 'node:fs/promises';
import * as esbuild from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  target: 'es2022',
  // 'browser' makes esbuild refuse Node's modules: the extension host may be a web worker.
  platform: 'browser',
  mainFields: ['browser', 'module', 'main'],
  minify: production,
  sourcemap: !production,
  // The tests read which modules are loaded on activation from here.
  metafile: true,
  logLevel: 'info',
};

/** @type {esbuild.BuildOptions[]} */
const programs = [
  {
    ...common,
    entryPoints: { extension: 'src/extension.ts' },
    outdir: 'dist',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    ...common,
    entryPoints: { playground: 'media/playground/main.tsx' },
    outdir: 'dist/webview',
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
];

if (watch) {
  for (const program of programs) await (await esbuild.context(program)).watch();
} else {
  await rm('dist', { recursive: true, force: true });
  await mkdir('out', { recursive: true });
  for (const program of programs) {
    const { metafile } = await esbuild.build(program);
    const name = Object.keys(program.entryPoints ?? {})[0];
    await writeFile(`out/${name}.meta.json`, JSON.stringify(metafile));
  }
}
