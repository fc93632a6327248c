// The panel's front end in a browser page of its own, without VS Code around it: for the bench, which measures
// it, and for a quick look at it.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { INITIAL_STATE, type PlaygroundState } from '../../src/playground';
import { ensureChromium } from './chromium.mjs';
import { repository } from './places.mjs';

/** Some of the colours that VS Code gives a webview: those of Dark Modern. */
const COLORS: Readonly<Record<string, string>> = {
  foreground: '#cccccc',
  descriptionForeground: '#9d9d9d',
  errorForeground: '#f85149',
  focusBorder: '#0078d4',
  'editor-background': '#1f1f1f',
  'font-family': 'sans-serif',
  'font-size': '13px',
  'editor-font-family': 'monospace',
  'editor-font-size': '14px',
  'widget-border': '#313131',
  'charts-green': '#89d185',
  'charts-blue': '#3794ff',
  'charts-orange': '#d18616',
  'badge-background': '#616161',
  'badge-foreground': '#f8f8f8',
  'button-background': '#0078d4',
  'button-foreground': '#ffffff',
  'button-hoverBackground': '#026ec1',
  'input-background': '#313131',
  'input-foreground': '#cccccc',
  'input-border': '#3c3c3c',
  'dropdown-background': '#313131',
  'dropdown-foreground': '#cccccc',
  'dropdown-border': '#3c3c3c',
  'textCodeBlock-background': '#2b2b2b',
};

/** A program for a page, with what it imports. */
async function bundle(...entryPoints: { in: string; out: string }[]): Promise<esbuild.OutputFile[]> {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: repository,
    entryPoints,
    outdir: 'out',
    write: false,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    mainFields: ['browser', 'module', 'main'],
  });
  return outputFiles;
}

/** A browser for pages of the panel. */
export async function launchBrowser(): Promise<Browser> {
  const options = await ensureChromium();
  return chromium.launch(options);
}

/** Opens the panel in a page of its own, with an extension that runs in the page too. */
export async function openPanel(page: Page, state: PlaygroundState = INITIAL_STATE): Promise<void> {
  const files = await bundle(
    { in: 'test/host/panelHost.ts', out: 'host' },
    { in: 'media/playground/main.tsx', out: 'playground' },
    { in: 'media/playground/playground.css', out: 'playground' },
  );
  const textOf = (name: string): string => files.find(({ path }) => path.endsWith(name))?.text ?? '';
  const colors = Object.entries(COLORS).map(([name, value]) => `--vscode-${name}: ${value};`);
  await page.setContent(
    `<!DOCTYPE html><html lang="en"><head><style>:root { ${colors.join(' ')} }</style><style>${textOf('.css')}</style></head>` +
      '<body class="vscode-dark"><main id="playground"></main></body></html>',
  );
  await page.evaluate(textOf('host.js'));
  await page.evaluate(textOf('playground.js'));
  await showState(page, state);
}

/** Has the extension begin with a state. */
export async function showState(page: Page, state: PlaygroundState): Promise<void> {
  await page.evaluate((start) => window.dispatchEvent(new CustomEvent('begin', { detail: start })), state);
  await page.locator('h1').waitFor();
}

/** The source of axe-core, to be evaluated in a page. */
export async function axeSource(): Promise<string> {
  return readFile(createRequire(join(repository, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');
}
