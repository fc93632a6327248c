// Drives a real VS Code in a real browser, as a user would: the command palette, the explorer, the
// keyboard. All tests of a process share one browser, and one server for each way to have the extension; every workbench
// has a page, a folder and settings of its own.
import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AxeResults, ElementContext, Result, RunOptions } from 'axe-core';
import {
  chromium,
  type Browser,
  type Frame,
  type FrameLocator,
  type Locator,
  type Page,
  selectors,
} from 'playwright-core';
import { ensureChromium } from '../host/chromium.mjs';
import { makePackage } from '../host/package.mjs';
import { removeData, repository } from '../host/places.mjs';
import { installExtension, startServer, trusting, writeUserSettings, type Server } from '../host/server.mjs';
import { clickInto, focus, hasFocus, pressAll } from './keyboard.js';

/** VS Code's own themes, one of each kind, and the class the workbench carries while it shows them. */
const themes = {
  'Light Modern': 'vscode-theme-defaults-themes-light_modern-json',
  'Dark Modern': 'vscode-theme-defaults-themes-dark_modern-json',
  'Default High Contrast': 'vscode-theme-defaults-themes-hc_black-json',
  'Default High Contrast Light': 'vscode-theme-defaults-themes-hc_light-json',
};

export const extensionId = 'dropout-playground.dropout-playground';

export type Theme = keyof typeof themes;
export const themeNames = Object.keys(themes) as Theme[];

/**
 * How VS Code has the extension: under development, from the checkout, or installed from its package, in a VS Code
 * that knows of no test.
 */
type Extension = 'checkout' | 'package';

export interface LaunchOptions {
  extension?: Extension;
  /** The user's settings. */
  settings?: Record<string, unknown>;
  /** The files of the folder that VS Code opens: their names and contents. */
  files?: Record<string, string>;
  theme?: Theme;
  viewport?: { width: number; height: number };
  /** How many device pixels make one CSS pixel; 2 for sharp screenshots. */
  scale?: number;
}

/** Where a webview of the extension is: in the editor area, or in the sidebar. */
export type Surface = 'panel' | 'view';

interface Served {
  server: Server;
  folder: string;
  /** What tells a page of an extension that is not installed. */
  payload: Record<string, string>;
}

/** What VS Code puts into the page for those who test it, where it is told that they do. */
interface Driver {
  whenWorkbenchRestored(): Promise<void>;
}

/** Settings of every workbench, beside those that keep VS Code's own offers out of the way. */
const testSettings = {
  ...trusting,
  // Otherwise a quick input closes when anything else in the page takes the focus.
  'workbench.quickOpen.closeOnFocusLost': false,
  'workbench.reduceMotion': 'on',
  // Otherwise the operating system's choice comes before the theme that a test asks for.
  'window.autoDetectColorScheme': false,
  'window.title': '${activeEditorShort}${separator}${rootName}',
  // A confirmation on leaving the page would stop a reload.
  'window.confirmBeforeClose': 'never',
  'files.autoSave': 'off',
};

/** How large a window is where nothing else is asked for. */
export const VIEWPORT = { width: 1280, height: 800 };

/** How long nothing is said of lenses, in milliseconds, before nothing more is on its way: VS Code asks after 250 at the least. */
const LENSES_SETTLED = 600;

/** So long a host that does not answer is silent at least, in milliseconds. */
const SILENCE = 1500;

/** Names the folder below which all that is written lies; without it each server has a temporary one of its own. */
export const FOLDER = 'DROPOUT_E2E_FOLDER';

let browser: Promise<Browser> | undefined;
const served = new Map<Extension, Promise<Served>>();

/** The browser of all that this process shows. */
export function sharedBrowser(): Promise<Browser> {
  return (browser ??= startBrowser());
}

async function startBrowser(): Promise<Browser> {
  await (webviewsAreKnown ??= selectors.register('webview', { content: WEBVIEWS }, { contentScript: true }));
  return chromium.launch(await ensureChromium());
}

let webviewsAreKnown: Promise<void> | undefined;

/**
 * Finds the frames that hold the documents of the extension's webviews that can be seen, those of `panel` or of `view`.
 * VS Code lays webviews over the workbench, where an editor names the one that lies over it; the document is in a frame
 * within a frame. Nearly all that a test does begins with this, and to go from frame to frame by one locator each takes
 * as long as all the rest.
 */
const WEBVIEWS = `({
  queryAll: (root, surface) => {
    const named = Array.from(document.querySelectorAll('[aria-flowto]'), (editor) => editor.getAttribute('aria-flowto'));
    return Array.from(root.querySelectorAll('iframe.webview.ready[src*="extensionId=${extensionId}"]'))
      .filter((webview) => named.includes(webview.parentElement.id) === (surface === 'panel'))
      .filter((webview) => webview.checkVisibility({ visibilityProperty: true }) && webview.clientWidth > 0)
      .flatMap(({ contentDocument }) => Array.from(contentDocument.querySelectorAll('iframe#active-frame')));
  },
})`;

function sharedServer(extension: Extension): Promise<Served> {
  const serving = served.get(extension) ?? serve(extension);
  served.set(extension, serving);
  return serving;
}

async function serve(extension: Extension): Promise<Served> {
  const folder = await mkdtemp(join(process.env[FOLDER] ?? tmpdir(), 'dropout-e2e-'));
  return { folder, ...(await (extension === 'checkout' ? serveCheckout(folder) : servePackage(folder))) };
}

async function serveCheckout(folder: string): Promise<Pick<Served, 'server' | 'payload'>> {
  const server = await startServer({ data: serverData(folder), automated: true });
  // VS Code shows the first theme it finds below an extension under development, and its own lie
  // below the checkout, in the cache. By another path to the checkout they do not.
  const extension = join(folder, 'extension');
  await symlink(repository, extension, 'junction');
  return { server, payload: { extensionDevelopmentPath: server.remote(extension) } };
}

async function servePackage(folder: string): Promise<Pick<Served, 'server' | 'payload'>> {
  const data = serverData(folder);
  await installExtension(data, await makePackage(join(folder, 'packaged')));
  return { server: await startServer({ data }), payload: {} };
}

const serverData = (folder: string): string => join(folder, 'server');

/** Ends what the workbenches share. The next launch starts it anew. */
export async function closeShared(): Promise<void> {
  const [showing, serving] = [browser, [...served.values()]];
  browser = undefined;
  served.clear();
  await (await showing)?.close();
  for (const { server, folder } of await Promise.all(serving)) {
    await server.stop();
    await removeData(folder);
  }
}

/** Does what a script is there for, and ends what its workbenches share, whatever came of it. */
export function runScript(main: () => Promise<void>): void {
  main()
    .catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    })
    .then(closeShared)
    .catch(console.error);
}

/** Takes a picture of every workbench that is open, the second one with what its notifications say. */
export async function photograph(path: (page: number, what: string) => string): Promise<void> {
  const pages = (await browser)?.contexts().flatMap((context) => context.pages()) ?? [];
  for (const [index, page] of pages.entries()) {
    await page.screenshot({ path: path(index, 'seen') });
    await page.locator('#status\\.notifications a').click({ timeout: 2000, force: true }).catch(String);
    await page.screenshot({ path: path(index, 'notifications') });
  }
}

/** Opens VS Code with the extension under test, and waits until it is ready for use. */
export async function launchWorkbench(options: LaunchOptions = {}): Promise<Workbench> {
  const { extension = 'checkout' } = options;
  // A browser that ended under one test is no reason for the others to fail.
  if ((await browser)?.isConnected() === false) await closeShared();
  const [{ server, folder, payload }, showing] = await Promise.all([
    sharedServer(extension),
    sharedBrowser(),
  ]);
  const workspace = join(await mkdtemp(join(folder, 'workbench-')), 'workspace');
  await mkdir(workspace);
  const { theme = 'Light Modern', files = {}, settings } = options;
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, name)), { recursive: true });
    await writeFile(join(workspace, name), content);
  }
  // A page reads the user's settings when it is loaded, so each workbench finds its own; and nothing that an extension
  // has stored for another one.
  await removeData(join(serverData(folder), 'User', 'globalStorage'));
  await writeUserSettings(serverData(folder), {
    ...testSettings,
    ...settings,
    'workbench.colorTheme': theme,
  });
  const context = await showing.newContext({
    viewport: options.viewport ?? VIEWPORT,
    deviceScaleFactor: options.scale ?? 1,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const workbench = new Workbench(page, workspace, server, theme);
  await page.goto(server.url(workspace, payload));
  await workbench.ready();
  return workbench;
}

export class Workbench {
  private readonly workspaceSettings: Record<string, unknown> = {};
  /** When VS Code's page and its extension host last said something to each other. */
  private lastMessage = 0;

  constructor(
    readonly page: Page,
    /** The folder VS Code shows, on disk. */
    readonly workspace: string,
    private readonly server: Server,
    private currentTheme: Theme,
  ) {
    const note = (): void => {
      this.lastMessage = performance.now();
    };
    page.on('websocket', (socket) => socket.on('framereceived', note).on('framesent', note));
  }

  get theme(): Theme {
    return this.currentTheme;
  }

  private get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  private get quickInputBox(): Locator {
    return this.quickInput.locator('.quick-input-filter input');
  }

  /** Waits until VS Code has restored its editors, knows every extension's contributions, and has its colours. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(() =>
      ['code/LifecyclePhase/Restored', 'code/didLoadExtensions'].every(
        (mark) => performance.getEntriesByName(mark).length > 0,
      ),
    );
    await this.page.evaluate(() =>
      (globalThis as unknown as { driver?: Driver }).driver?.whenWorkbenchRestored(),
    );
    await this.themed();
  }

  /**
   * Runs a command by its full title in the palette ("Category: Title"). Each answer goes to one
   * quick input that the command shows: it picks the entry of that name, or is typed into an input box.
   */
  async command(title: string, ...answers: string[]): Promise<void> {
    await this.openPalette();
    await this.quickInputBox.fill(`>${title}`);
    await this.pick(title);
    for (const answer of answers) await this.answer(answer);
  }

  /** A key that is pressed while the focus is on its way into a webview, or out of it, may be lost. */
  private async openPalette(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press('F1');
      try {
        await this.quickInputBox.waitFor({ timeout: 3000 });
        return;
      } catch (error) {
        if (attempt === 5) throw error;
      }
    }
  }

  /** Answers the quick input that is showing, or about to: picks an entry, or types into an input box. */
  async answer(answer: string): Promise<void> {
    // The palette's own text still stands there until the command's quick input replaces it.
    await this.page.waitForFunction(() => {
      const input = document.querySelector<HTMLInputElement>('.quick-input-widget .quick-input-filter input');
      return input !== null && input.checkVisibility() && !input.value.startsWith('>');
    });
    await this.quickInputBox.fill(answer);
    if (await this.quickInput.locator('.quick-input-list').isVisible()) await this.pick(answer);
    else await this.press(this.quickInputBox, 'Enter');
  }

  /** Picks an entry of the quick input by its exact name. */
  private async pick(name: string): Promise<void> {
    const label = this.page
      .locator('.quick-input-list .monaco-icon-label .label-name')
      .filter({ hasText: exactly(name) });
    await label.first().click();
  }

  /** Opens a file with a double click in the explorer, in the editor a user would get. */
  async openFromExplorer(name: string): Promise<void> {
    const row = this.page
      .locator('.explorer-folders-view .monaco-list-row')
      .filter({ hasText: exactly(name) });
    await row.dblclick();
    const group = this.page.locator('.editor-group-container.active');
    await group.locator('.tab.active').filter({ hasText: name }).waitFor();
    // The tab comes first; below it there may still be what was open before, with its lenses.
    const editor = name.endsWith('.ipynb') ? '.notebook-editor' : `.monaco-editor[data-uri$="/${name}"]`;
    await group.locator(editor).first().waitFor();
  }

  /** Opens a file over the panel, which else keeps a column of its own. */
  async coverPanel(name: string): Promise<void> {
    await this.openFromExplorer(name);
    await this.command('View: Join All Editor Groups');
    await this.page.locator('.tab').filter({ hasText: name }).first().click();
  }

  /** The content of one of the extension's webviews. Others, such as a notebook's outputs, do not count. */
  webview(surface: Surface = 'panel'): FrameLocator {
    return this.webviewFrame(surface).contentFrame();
  }

  private webviewFrame(surface: Surface): Locator {
    return this.page.locator(`webview=${surface}`);
  }

  /**
   * Presses keys, one after the other, in a surface (after a click where nothing happens) or on an element, which
   * gets the focus.
   */
  async press(target: Surface | Locator, ...keys: string[]): Promise<void> {
    await this.aim(target);
    await pressAll(this.page, keys);
  }

  /** Types a text in a surface, or on an element. */
  async type(target: Surface | Locator, text: string): Promise<void> {
    await this.aim(target);
    await this.page.keyboard.type(text);
  }

  /** Presses keys where the focus is within a surface, which has to get it by itself. */
  async pressFocused(surface: Surface, ...keys: string[]): Promise<void> {
    await hasFocus(await this.activeFrame(surface));
    await pressAll(this.page, keys);
  }

  /** Replaces the text of a field, and confirms it. */
  async enter(field: Locator, text: string): Promise<void> {
    await field.fill(text);
    await this.press(field, 'Enter');
  }

  /** Presses keys in a text editor, at the place of a line that a click comes to. */
  async pressInEditor(line: Locator, ...keys: string[]): Promise<void> {
    await clickInto(line);
    await pressAll(this.page, keys);
  }

  /** Closes what VS Code itself has open above the editors: a quick input, a hover. */
  async dismiss(): Promise<void> {
    await this.page.keyboard.press('Escape');
  }

  private async aim(target: Surface | Locator): Promise<void> {
    if (typeof target !== 'string') return focus(target);
    await this.webview(target).locator('h1').click();
    await hasFocus(await this.activeFrame(target));
  }

  /** Clicks an icon of the activity bar, which shows its views, or hides them where they are shown. */
  async clickActivity(name: string): Promise<void> {
    // VS Code takes two clicks within 300 milliseconds for a double click, and the second for a slip.
    await this.page.waitForTimeout(400);
    await this.page.locator('.activitybar').getByRole('tab', { name, exact: true }).click();
  }

  /** Makes the sidebar that wide, in pixels, by dragging its edge. */
  async resizeSidebar(width: number): Promise<void> {
    const { mouse } = this.page;
    const box = await this.page.locator('.part.sidebar').boundingBox();
    if (box === null) throw new Error('No sidebar is shown.');
    const middle = box.y + box.height / 2;
    await mouse.move(box.x + box.width, middle);
    await mouse.down();
    await mouse.move(box.x + width, middle, { steps: 3 });
    await mouse.up();
  }

  /** Whether the palette offers a command, by its full title. */
  async offers(title: string): Promise<boolean> {
    await this.openPalette();
    await this.quickInputBox.fill(`>${title}`);
    const rows = this.quickInput.locator('.quick-input-list .monaco-icon-label .label-name');
    // What it found of that name, or that it found nothing.
    await rows.first().waitFor();
    const count = await rows.filter({ hasText: exactly(title) }).count();
    await this.dismiss();
    return count > 0;
  }

  /** Clicks a lens, by the text of its line of lenses and its own, when the lenses are as they stay. */
  async clickLens(name: string, beside: string = name): Promise<void> {
    const line = await this.settledLenses(beside);
    await line.locator('a', { hasText: name }).first().click();
  }

  /**
   * Puts the pointer on a word of the first line that has it, where the code stays: not before its lenses, of which one is
   * told by its text, are as they stay. The place is the word's own: until VS Code has read a line as Python, its whole
   * text is one element, whose middle is somewhere else.
   */
  async hoverWord(word: string, lens: string): Promise<void> {
    await this.settledLenses(lens);
    const place = await this.page
      .locator('.view-line', { hasText: word })
      .first()
      .evaluate((line, word) => {
        const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const pieces: Text[] = [];
        while (walk.nextNode() !== null) pieces.push(walk.currentNode as Text);
        const middle =
          pieces
            .map(({ data }) => data)
            .join('')
            .indexOf(word) + Math.floor(word.length / 2);
        let before = 0;
        const piece = pieces.find(({ length }) => (before += length) > middle);
        if (piece === undefined) throw new Error(`"${word}" spans what is no text.`);
        const range = document.createRange();
        const offset = middle - (before - piece.length);
        range.setStart(piece, offset);
        range.setEnd(piece, offset + 1);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }, word);
    await this.page.mouse.move(place.x, place.y, { steps: 2 });
  }

  /**
   * A line of lenses, by its text. An editor draws its lenses anew while it learns about them, and moves the code below
   * them; so a test waits, as a reader would, until they stay as they are. And it waits until nothing more is said of
   * them: where lenses are asked for twice in a row, VS Code ends the first ones' commands before it has drawn the
   * second ones, which may look the same, and a click in between tells of a command that is not found.
   */
  async settledLenses(text: string): Promise<Locator> {
    const line = this.page
      .locator('.codelens-decoration', { hasText: text })
      .filter({ visible: true })
      .first();
    await line.waitFor();
    await this.page.evaluate(async (quiet) => {
      let last = performance.now();
      const observer = new MutationObserver((mutations) => {
        const isOfLenses = mutations.some(
          ({ target }) => target instanceof Element && target.closest('.contentWidgets') !== null,
        );
        if (isOfLenses) last = performance.now();
      });
      observer.observe(document.body, { childList: true, subtree: true });
      while (performance.now() - last < quiet) await new Promise((resolve) => setTimeout(resolve, 50));
      observer.disconnect();
    }, LENSES_SETTLED);
    while (performance.now() - this.lastMessage < LENSES_SETTLED)
      await new Promise((resolve) => setTimeout(resolve, 50));
    return line;
  }

  /** Reloads the window as the user's command does, which keeps what webviews and editors have saved. */
  async reloadWindow(): Promise<void> {
    const reloaded = this.page.waitForEvent('domcontentloaded');
    await this.command('Developer: Reload Window');
    await reloaded;
    await this.ready();
  }

  /** Changes the theme, and waits until the workbench and the extension's webviews have it. */
  async setTheme(theme: Theme): Promise<void> {
    this.currentTheme = theme;
    await this.setSettings({ 'workbench.colorTheme': theme });
    await this.themed();
    for (const surface of ['panel', 'view'] as const) {
      if ((await this.webviewFrame(surface).count()) === 0) continue;
      await this.webview(surface).locator(`body[data-vscode-theme-id="${theme}"]`).waitFor();
    }
  }

  private async themed(): Promise<void> {
    await this.page.locator(`.monaco-workbench.${themes[this.currentTheme]}`).waitFor();
  }

  /** Changes workspace settings. VS Code notices within a few seconds: wait for the effect. */
  async setSettings(changes: Record<string, unknown>): Promise<void> {
    Object.assign(this.workspaceSettings, changes);
    const folder = join(this.workspace, '.vscode');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'settings.json'), JSON.stringify(this.workspaceSettings));
  }

  /** Takes back what tests have set, and waits until that has its effect. */
  async clearSettings(): Promise<void> {
    for (const name of Object.keys(this.workspaceSettings))
      Reflect.deleteProperty(this.workspaceSettings, name);
    await this.setTheme('Light Modern');
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  /** Checks the content of one of the extension's webviews with axe-core. */
  async axe(options: RunOptions = {}, surface: Surface = 'panel'): Promise<Result[]> {
    const frame = await this.activeFrame(surface);
    // A script element would be stopped by the webview's content security policy.
    if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(await axeSource());
    // Only what is wrong is looked at, so nothing else is told of at length, or comes here.
    return frame.evaluate(
      async (runOptions) => {
        const { axe } = globalThis as unknown as {
          axe: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> };
        };
        return (await axe.run(document, runOptions)).violations;
      },
      { resultTypes: ['violations'], ...options } satisfies RunOptions,
    );
  }

  /** The frame in which the webview's own document lives. */
  async activeFrame(surface: Surface = 'panel'): Promise<Frame> {
    const element = await this.webviewFrame(surface).elementHandle();
    const frame = await element.contentFrame();
    if (frame === null) throw new Error('The webview has no content.');
    return frame;
  }

  /** The notifications' texts. VS Code under test shows no toasts, so they are read from its list. */
  async notifications(): Promise<string[]> {
    await this.command('Notifications: Show Notifications');
    const center = this.page.locator('.notifications-center.visible');
    await center.waitFor();
    const texts = await center.locator('.notification-list-item-message').allInnerTexts();
    await this.command('Notifications: Hide Notifications');
    await center.waitFor({ state: 'hidden' });
    return texts;
  }

  /** Does something while nothing gets through to the extension host, or from it: as where that is busy, or far away. */
  async withSilentHost(act: () => Promise<void>): Promise<void> {
    const release = this.server.hold();
    try {
      await Promise.all([act(), delay(SILENCE)]);
    } finally {
      release();
    }
  }

  /** Closes the page. VS Code is left first, as a reader leaves it: else its extension host waits for hours for it to come back. */
  async close(): Promise<void> {
    await this.page.goto('about:blank').catch(String);
    await this.page.context().close();
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}

/** What makes the global `axe`. */
export async function axeSource(): Promise<string> {
  return readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}
