// The map: dropout in all files of the workspace, as a tree beside the playground.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { eventually } from '../eventually.js';
import { expectLayer } from './session.js';
import { eachTestStartsWith } from './suite.js';
import type { Workbench } from './workbench.js';

const MODEL = `from torch import nn
import torch.nn.functional as F

class Net(nn.Module):
    def __init__(self, late):
        super().__init__()
        self.drop = nn.Dropout(0.1)
        self.late = nn.Dropout(late)

    def forward(self, x):
        x = self.late(self.drop(x))
        return F.dropout(x, 0.3)
`;
const NOTEBOOK = JSON.stringify({
  cells: [
    { cell_type: 'markdown', metadata: {}, source: 'Text' },
    {
      ...{ cell_type: 'code', metadata: {}, outputs: [], execution_count: null },
      source: 'from torch import nn\nlayer = nn.Dropout(0.25)',
    },
  ],
  metadata: { language_info: { name: 'python' } },
  nbformat: 4,
  nbformat_minor: 5,
});

describe('the map', () => {
  let workbench: Workbench;

  const tree = (): Locator => workbench.page.getByRole('tree', { name: 'Dropout in this workspace' });
  const row = (name: string | RegExp): Locator => tree().getByRole('treeitem', { name });
  const rows = (): Promise<string[]> =>
    tree()
      .getByRole('treeitem')
      .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label') ?? ''));
  const header = (name: string): Locator => workbench.page.locator('.pane-header', { hasText: name });

  eachTestStartsWith({
    options: {
      viewport: { width: 1280, height: 900 },
      files: {
        'src/model.py': MODEL,
        'notes.ipynb': NOTEBOOK,
        'build/made.py': MODEL,
        '.gitignore': 'build/\n',
        '.git/HEAD': '',
        'other.py': 'x = 1\n',
      },
    },
    opened: async (opened) => {
      workbench = opened;
      await workbench.clickActivity('Dropout Playground');
      await header('Dropout in this workspace').click();
      // All of its rows are to be seen.
      await header('Dropout Playground').click();
    },
    again: () => workbench.command('View: Close All Editors'),
  });

  const ALL = [
    'notes.ipynb, 1 call',
    'layer, p = 0.25 · cell 2 · off in eval()',
    'src/model.py, 3 calls',
    'Net, 3 calls',
    'drop, p = 0.1 · off in eval()',
    'late, p unknown: it has no default · off in eval()',
    'forward: F.dropout, p = 0.3 · stays on in eval(), Dropout stays on in eval(): pass training=self.training',
  ];

  it('shows files, classes and calls of the whole workspace, counts problems, and filters', async () => {
    await eventually(rows, ALL);
    await workbench.page.getByText('4 calls in 2 files · 1 problem').waitFor();
    await workbench.page.locator('.activitybar .badge-content', { hasText: '1' }).first().waitFor();
    await workbench.command(
      'Dropout Playground: Filter Dropout in This Workspace…',
      'Only problems and hints',
    );
    await eventually(rows, ['src/model.py, 1 call', 'Net, 1 call', ALL[6] ?? '']);
    await workbench.page.getByText('Filtered: 1 call in 1 file · 1 problem').waitFor();
    await workbench.command('Dropout Playground: Filter Dropout in This Workspace…', 'By name…', 'FORWARD');
    await workbench.page.getByText('Filtered: 1 call in 1 file · 1 problem').waitFor();
    await workbench.command('Dropout Playground: Show All Dropout in This Workspace');
    await eventually(rows, ALL);
  });

  it('follows the cursor in the active editor from call to call', async () => {
    await row(/^late/).click();
    await workbench.settledLenses('drops 10%');
    const line = workbench.page.locator('.view-line', { hasText: 'Dropout(0.1)' });
    await workbench.pressInEditor(line, 'End');
    await eventually(() => row(/^drop/).getAttribute('aria-selected'), 'true');
  });

  it('is used by keyboard', async () => {
    await eventually(rows, ALL);
    await workbench.press(tree(), 'Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
    await workbench.page.locator('.tab.active', { hasText: 'model.py' }).waitFor();
  });

  // The last, for what it does to the files stays done.
  it('opens a call, lets it be tried, mends it, and keeps up with what is typed and saved', async () => {
    await row(/^late/).click();
    const tab = workbench.page.locator('.tab.active', { hasText: 'model.py' });
    await tab.waitFor();
    // What is mended is seen in the map before it is saved.
    await row(/^forward/).hover();
    await row(/^forward/)
      .getByRole('button', { name: 'Fix', exact: true })
      .click();
    await workbench.page.locator('.view-line', { hasText: 'training=self.training' }).waitFor();
    await row(/^forward: F.dropout, p = 0.3 · off in eval/).waitFor();
    await workbench.page.getByText('4 calls in 2 files').first().waitFor();
    await row(/^drop/).hover();
    await row(/^drop/).getByRole('button', { name: 'Try It' }).click();
    await expectLayer(workbench.webview(), 'Dropout(p=0.1)');
    // And what changes on the disk.
    await writeFile(
      join(workbench.workspace, 'other.py'),
      'from torch import nn\nalone = nn.Dropout(0.75)\n',
    );
    await row(/^alone, p = 0.75/).waitFor();
  });
});
