// The extension as its readers have it: packaged, installed, and in a VS Code that knows of no test.
import { eventually } from '../eventually.js';
import { CALLED, expectHints, expectHover, expectLens } from './called.js';
import { expectGrid } from './grids.js';
import { SEED_0 } from './session.js';
import { eachTestStartsWith } from './suite.js';
import { extensionId, type Workbench } from './workbench.js';

/** The hosts, with the settings that choose them, and how VS Code's list of running extensions tells them apart. */
const HOSTS = {
  'Node’s': { settings: {}, label: /127\.0\.0\.1:\d+/ },
  'a browser’s': { settings: { 'remote.extensionKind': { [extensionId]: ['web'] } }, label: /web worker/ },
};

for (const [host, { settings, label }] of Object.entries(HOSTS)) {
  describe(`the package, installed, in ${host} extension host`, () => {
    let workbench: Workbench;

    eachTestStartsWith({
      options: {
        extension: 'package',
        settings,
        files: { 'model.py': CALLED },
        viewport: { width: 1500, height: 1000 },
      },
      opened: async (opened) => {
        workbench = opened;
        await workbench.openFromExplorer('model.py');
      },
      // The panel opens beside the file, not over it.
      again: () => workbench.command('View: Focus First Editor Group'),
    });

    it('shows above a layer what it drops', () => expectLens(workbench));

    it('shows behind each call what replay says of it', () => expectHints(workbench));

    it('shows in a hover what a call gives', () => expectHover(workbench));

    it('opens the panel on a layer', async () => {
      await workbench.clickLens('Try it');
      const panel = workbench.webview();
      await panel.getByRole('button', { name: 'model.py:5' }).waitFor();
      await expectGrid(panel, 'Output', SEED_0[0]);
    });

    it('opens the panel on a call, with what replay found', async () => {
      await workbench.clickLens('Open call 2');
      const panel = workbench.webview();
      await panel.getByRole('button', { name: 'model.py:7' }).waitFor();
      await expectGrid(panel, 'Output', SEED_0[1]);
    });

    it('has nothing to complain of', async () => {
      await expectLens(workbench);
      await eventually(() => workbench.notifications(), []);
    });

    it('does run there', async () => {
      await workbench.command('Developer: Show Running Extensions');
      const row = workbench.page
        .locator('.runtime-extensions-editor .monaco-list-row')
        .filter({ hasText: 'Dropout Playground' });
      await eventually(() => row.innerText(), label);
      await workbench.dismiss();
    });
  });
}
