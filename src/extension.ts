import * as vscode from 'vscode';
import { Announcer } from './services/announcer';
import { registerCommands } from './commands/commands';
import { ExampleNotebook } from './commands/exampleNotebook';
import { CursorMode } from './services/cursorMode';
import { GeneratorSetting } from './services/generatorSetting';
import { trackFirstSteps } from './commands/firstSteps';
import { trackHistory } from './commands/historyKeys';
import { registerCountItem } from './editor/countItem';
import { openHere, openInPlaceOfClosed } from './editor/openHere';
import { KeptSession } from './services/keptSession';
import { LazyLink } from './link/lazyLink';
import { registerPreviews } from './editor/registerPreviews';
import { registerProblems } from './editor/registerProblems';
import { LazyMap } from './map/lazyMap';
import { LazyReading } from './reading/lazyReading';
import { LazyReplays } from './editor/lazyReplays';
import { registerReplayPreviews } from './editor/registerReplayPreviews';
import { PlaygroundStore } from './playground/store';
import { playgroundTabs, trackPlaygroundTabs, VIEW_TYPE } from './services/playgroundTabs';
import { PlaygroundView } from './panel/sidebarView';
import { Quiet } from './services/quiet';
import { Settings } from './services/settings';
import { verifyCommand } from './commands/verifyCommand';
import { WhatIfs } from './services/whatIfs';

/** The composition root. What is heavy is imported when it is first needed: activation itself stays light. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('Dropout Playground', { log: true });
  const settings = new Settings(vscode.workspace, log);
  const store = new PlaygroundStore();
  const generator = new GeneratorSetting(settings, store, () => view.isVisible);
  const reading = new LazyReading(context.extensionUri, settings, log);
  const documents = async () => (await reading.get()).documents;
  reading.begin();
  const whatIfs = new WhatIfs();
  const example = new ExampleNotebook(context);
  const quiet = new Quiet(context.workspaceState);
  const cursor = new CursorMode();
  const link = new LazyLink(store, documents);
  const replays = new LazyReplays(() => reading.get(), store, settings, generator);
  const kept = new KeptSession(context.workspaceState, store, log);
  // Before any webview comes back, for what a webview has stored is without its history.
  await kept.restore();
  const panelHost = {
    extensionUri: context.extensionUri,
    store,
    settings,
    link,
    cursor,
    announcer: new Announcer(),
    log,
  };
  const panel = () => import('./panel');
  const view = new PlaygroundView(panelHost);
  const showPanel = async (options: { focus: boolean }) =>
    (await panel()).PlaygroundPanel.show(panelHost, options);
  const previews = { store, settings, generator, documents, whatIfs, quiet, replays, cursor };
  context.subscriptions.push(
    log,
    settings,
    generator,
    reading,
    whatIfs,
    quiet,
    example,
    cursor,
    link,
    replays,
    kept,
    view,
    registerCommands({
      extensionId: context.extension.id,
      store,
      link,
      cursor,
      whatIfs,
      log,
      showPanel,
      // Where the panel or the sidebar shows it, that will do.
      showPlayground: async () => {
        const wasSeen = panelHost.announcer.isAnyVisible;
        if (!wasSeen) await showPanel({ focus: false });
        return wasSeen;
      },
      savePicture: async () => (await panel()).PlaygroundPanel.savePicture(panelHost),
      savePage: async () => (await panel()).savePage(panelHost),
      openExample: () => example.open(),
      open: async () => {
        const isThere = playgroundTabs().length > 0 || panelHost.announcer.isAnyVisible;
        if (isThere || !(await openInPlaceOfClosed(previews))) await showPanel({ focus: true });
      },
      openHere: (argument) => openHere(previews, argument),
      toggleQuiet: () => quiet.toggle(),
      verify: verifyCommand(context, settings, generator, log),
    }),
    registerPreviews(previews),
    registerReplayPreviews(previews),
    registerCountItem(previews),
    registerProblems(settings, documents, context.extensionUri),
    new LazyMap({ ...previews, log }, () => reading.get()),
    trackPlaygroundTabs(),
    trackHistory(store),
    trackFirstSteps(store),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (webviewPanel, state: unknown) =>
        (await panel()).PlaygroundPanel.restore(webviewPanel, state, panelHost),
    }),
  );
}
