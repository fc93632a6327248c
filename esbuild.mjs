// Bundles the extension's programs: the host side (one file, for the desktop, a remote and the browser
// alike), the webview's front end, and its worker. Types are checked before, by `tsc -b`.
//
//   node esbuild.mjs [--production] [--watch] [--quiet]
import { rm } from 'node:fs/promises';
import * as esbuild from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const quiet = process.argv.includes('--quiet');

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  target: 'es2022',
  // 'browser' makes esbuild refuse Node's modules: the extension host may be a web worker.
  platform: 'browser',
  mainFields: ['browser', 'module', 'main'],
  minify: production,
  sourcemap: !production,
  logLevel: quiet ? 'warning' : 'info',
};

/** @type {esbuild.BuildOptions[]} */
const programs = [
  {
    ...common,
    entryPoints: [{ in: 'src/extension.ts', out: 'extension' }],
    outdir: 'dist',
    format: 'cjs',
    // Node's is imported only where it is used (src/verify/interpreter), which a browser never reaches.
    external: ['vscode', 'node:child_process'],
  },
  {
    ...common,
    entryPoints: [
      { in: 'media/playground/main.tsx', out: 'playground' },
      { in: 'media/playground/playground.css', out: 'playground' },
    ],
    outdir: 'dist/webview',
    // What is loaded only when it is looked at is a file of its own.
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
  },
  {
    ...common,
    entryPoints: [{ in: 'media/playground/statistics/worker.ts', out: 'statistics' }],
    outdir: 'dist/webview',
    format: 'iife',
  },
];

if (watch) {
  for (const program of programs) await (await esbuild.context(program)).watch();
} else {
  await rm('dist', { recursive: true, force: true });
  for (const program of programs) await esbuild.build(program);
}
