// What the playground stands for, where the code does more than drop, or does not tell p for sure.
import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { eventually } from '../eventually.js';
import { expectAccessible } from './accessibility.js';
import { expectLayer } from './session.js';
import { eachTestStartsWith } from './suite.js';
import type { Workbench } from './workbench.js';

const MODEL = `import torch
from torch import nn
from dataclasses import dataclass
torch.manual_seed(0)
encoder = nn.TransformerEncoderLayer(8, 2)

@dataclass
class Defaults:
    drop = 0.2


def build(config):
    return nn.Dropout(config.drop)
`;

/** Another file says something else, so that what is meant is but a guess. */
const OTHER = 'class OtherConfig:\n    drop = 0.4\n';

describe('the playground opened from a call that it only stands for', () => {
  let workbench: Workbench;
  let panel: FrameLocator;
  let view: FrameLocator;

  const badges = (text: string): Promise<unknown> =>
    Promise.all([panel, view].map((where) => where.locator('.worth summary').getByText(text).waitFor()));

  eachTestStartsWith({
    options: {
      files: { 'model.py': MODEL, 'other/settings.py': OTHER },
      viewport: { width: 1500, height: 900 },
    },
    opened: async (opened) => {
      workbench = opened;
      panel = workbench.webview();
      view = workbench.webview('view');
      await workbench.openFromExplorer('model.py');
      await workbench.clickActivity('Dropout Playground');
      await view.locator('h1').waitFor();
    },
  });

  it('says inside which layer that dropout is, in the panel and in the sidebar', async () => {
    await workbench.clickLens('Try it', 'drops 10% in its sublayers');
    await expectLayer(panel, 'Dropout(p=0.1)');
    await badges('The dropout inside this TransformerEncoderLayer, on ones');
    await panel.getByRole('tab', { name: 'Inside', selected: true }).waitFor();
    await panel.locator('.worth summary').click();
    await panel
      .getByText(/In the code it drops attention weights, and parts of what sublayers give\./)
      .waitFor();
    // What it prints itself is certain.
    await panel.locator('.worth summary').click();
    await panel.getByRole('tab', { name: 'Calls' }).click();
    await panel.getByRole('heading', { name: 'What Python prints' }).waitFor();
    await eventually(() => panel.locator('summary', { hasText: 'Exactly what' }).count(), 0);
  });

  it('shows where dropout sits in that layer, with the mask of each place in the call that is shown', async () => {
    await workbench.clickLens('Try it', 'drops 10% in its sublayers');
    // It shows itself only where it is new, and is there for whoever chose another tab.
    await panel.getByRole('tab', { name: 'Inside' }).click();
    await panel.getByText('dropout sits in 4 places, all with p = 0.1').waitFor();
    const places = panel.locator('.inside .place');
    const told = (): Promise<readonly string[]> => places.locator('.note').allTextContents();
    await eventually(async () => (await told()).filter((text) => text.includes('dropped')).length, 4);
    const [attention = ''] = await told();
    assert.match(attention, /^\(example, head, position, looked at\) = \(2, 2, 5, 5\) · \d+ of 100 dropped$/);
    await expectAccessible(workbench, 'panel', 'the inside of a layer');
    await panel.getByText('Eval', { exact: true }).click();
    await panel.getByText('In eval mode none of them drops anything.').waitFor();
    await eventually(async () => (await told()).filter((text) => text.includes('dropped')).length, 0);
  });

  it('calls p a guess where it is one, until the reader chooses another', async () => {
    await workbench.clickLens('Try it', 'p = 0.2? guessed from line 9');
    await badges('p = 0.2 is a guess by a setting’s name');
    await workbench.enter(panel.locator('#probability'), '0.5');
    await badges('Exactly what PyTorch 2.7+ prints on a CPU');
  });
});
