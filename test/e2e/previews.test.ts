// The product's main job, as a new user would do it: open the example, click a lens, play.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../host/places.mjs';
import { expectGrid } from './grids.js';
import { eventually } from '../eventually.js';
import { expectLayer, SEED_0 } from './session.js';
import { eachTestStartsWith } from './suite.js';
import type { Workbench } from './workbench.js';

describe('previews in the editor', () => {
  let workbench: Workbench;

  eachTestStartsWith({
    options: {
      files: {
        'dropout.ipynb': readFileSync(join(repository, 'media', 'example', 'dropout.ipynb'), 'utf8'),
        'channels.py': 'import torch\ntorch.manual_seed(0)\nlayer = torch.nn.Dropout2d(0.2)\n',
      },
      viewport: { width: 1500, height: 1000 },
    },
    opened: (opened) => {
      workbench = opened;
    },
    // Files open beside the panel, not over it.
    again: () => workbench.command('View: Focus First Editor Group'),
  });

  it('are in the example, which opens as a notebook', async () => {
    await workbench.openFromExplorer('dropout.ipynb');
    const texts = workbench.page.locator('.notebookOverlay .codelens-decoration').first();
    await eventually(() => texts.innerText(), /p = 0\.5 from line 5.*Try it/s);
  });

  it('open the playground on the example, which shows the very tensor that the notebook stores', async () => {
    await workbench.openFromExplorer('dropout.ipynb');
    await workbench.clickLens('Try it');
    const panel = workbench.webview();
    await panel.getByRole('button', { name: 'dropout.ipynb, cell 3, line 6' }).waitFor();
    await eventually(() => panel.locator('#seed').inputValue(), '0');
    // The output that the notebook stores for its first call.
    await expectGrid(panel, 'Output', SEED_0[0]);
  });

  it('show what a call drops, and its picture, in a Python file', async () => {
    await workbench.openFromExplorer('channels.py');
    await workbench.hoverWord('Dropout2d', 'drops 20% of channels, rest × 1.25');
    const hover = workbench.page.locator('.monaco-hover:visible .hover-contents', {
      hasText: 'torch.nn.Dropout2d',
    });
    await hover.first().waitFor();
    const picture = hover.locator('img').first();
    await picture.waitFor();
    // A picture that the editor refused has no size of its own.
    await eventually(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth > 100), true);
    await workbench.dismiss();
  });

  it('open the playground with the kind, p and seed of the code', async () => {
    await workbench.openFromExplorer('channels.py');
    await workbench.clickLens('Try it');
    const panel = workbench.webview();
    await expectLayer(panel, 'Dropout2d(p=0.2)');
    await eventually(() => panel.locator('#seed').inputValue(), '0');
    await panel.getByRole('button', { name: 'channels.py:3' }).waitFor();
  });
});
