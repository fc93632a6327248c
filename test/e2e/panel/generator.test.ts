// The reader chooses where PyTorch runs; everything in the panel follows, and claims no more than is known.
import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import {
  forward,
  type GeneratorName,
  ones,
  reprTensor,
  seededGenerator,
  type Tensor,
} from '../../../src/torch';
import { expectGrid } from '../grids.js';
import { expectAccessible } from '../accessibility.js';
import { eventually } from '../../eventually.js';
import { openPlayground, PANEL } from '../session.js';
import { eachTestStartsWith } from '../suite.js';
import { themeNames, type Workbench } from '../workbench.js';

/** What the `call`-th Dropout(0.5)(torch.ones(3, 5)) after torch.manual_seed(0) gives there. */
function output(name: GeneratorName, call: number): Tensor {
  const generator = seededGenerator(name, 0);
  const layer = { kind: 'Dropout', p: { type: 'float', value: 0.5 }, inplace: false } as const;
  const outputs = Array.from(
    { length: call },
    () => forward(layer, ones([3, 5]), { training: true, generator }).output,
  );
  return outputs.at(-1) ?? assert.fail();
}

function grid(name: GeneratorName, call: number): string {
  const { data } = output(name, call);
  return [0, 5, 10].map((row) => data.slice(row, row + 5).join(' ')).join(' / ');
}

describe('the generator', () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  const choose = (name: GeneratorName) => panel.getByLabel('generator').selectOption(name);
  const transcript = (title: string) => panel.getByRole('region', { name: title }).locator('pre').innerText();

  eachTestStartsWith({
    ...PANEL,
    opened: async (opened) => {
      workbench = opened;
      await openPlayground(workbench);
      panel = workbench.webview();
    },
  });

  it('is that of older x86 wheels: the same calls, their numbers, and the promise for them', async () => {
    await panel.getByRole('button', { name: 'Resample' }).click();
    await expectGrid(panel, 'Output', grid('cpu', 2));
    await choose('cpu-mkl');
    await panel.getByText('Exactly what PyTorch up to 2.6 prints on Intel').waitFor();
    await expectGrid(panel, 'Output', grid('cpu-mkl', 2));
    await eventually(
      async () => (await transcript('What Python prints')).includes(reprTensor(output('cpu-mkl', 1))),
      true,
    );
  });

  it('is that of a GPU: expected there, not promised', async () => {
    await choose('cuda:T4');
    await expectGrid(panel, 'Output', grid('cuda:T4', 1));
    const badge = panel.locator('summary', { hasText: 'Expected on T4, not tested there' });
    await workbench.press(badge, 'Enter');
    await panel
      .getByText(/Computed as PyTorch 2\.11 draws on an NVIDIA H200, .* data sheet of the T4/)
      .waitFor();
    await workbench.press(badge, 'Escape');
    const printed = () => transcript('What Python is expected to print');
    await eventually(printed, />>> input = torch\.ones\(3, 5, device='cuda'\)\n>>> layer\(input\)/);
    const tensor = reprTensor(output('cuda:T4', 1), { device: 'cuda:0' });
    await eventually(async () => (await printed()).includes(tensor), true);
  });

  it('is that of a GPU on which PyTorch was compared: promised there', async () => {
    await choose('cuda:H200');
    await expectGrid(panel, 'Output', grid('cuda:H200', 1));
    const badge = panel.locator('summary', { hasText: 'Exactly what PyTorch 2.11 prints on H200' });
    await workbench.press(badge, 'Enter');
    await panel.getByText(/Every number is what PyTorch 2\.11 prints on an NVIDIA H200/).waitFor();
    await workbench.press(badge, 'Escape');
    const tensor = reprTensor(output('cuda:H200', 1), { device: 'cuda:0' });
    await eventually(async () => (await transcript('What Python prints')).includes(tensor), true);
  });

  for (const theme of themeNames) {
    it(`of a GPU has no accessibility violations in ${theme}`, async () => {
      await workbench.setTheme(theme);
      await choose('cuda:T4');
      const badge = panel.locator('summary', { hasText: 'Expected on T4, not tested there' });
      await workbench.press(badge, 'Enter');
      await panel.getByText(/Computed as PyTorch 2\.11 draws/).waitFor();
      await expectAccessible(workbench);
      await workbench.press(badge, 'Escape');
    });
  }

  it('is chosen in the palette, too', async () => {
    await choose('cuda:T4');
    await expectGrid(panel, 'Output', grid('cuda:T4', 1));
    await workbench.command('Dropout Playground: Choose Generator…', 'CPU');
    await expectGrid(panel, 'Output', grid('cpu', 1));
    await panel.getByText('Exactly what PyTorch 2.7+ prints on a CPU').waitFor();
  });

  it('of the setting is the lenses’, and that of the playground which they open', async () => {
    await workbench.setSettings({ 'dropoutPlayground.codeLens.style': 'full' });
    await workbench.openFromExplorer('model.py');
    const lenses = workbench.page.locator('.codelens-decoration a');
    await lenses.filter({ hasText: 'seed 0: □□■□□ □■■□■ ■■■□■' }).waitFor();
    await workbench.setSettings({ 'dropoutPlayground.generator': 'cuda:A100' });
    await lenses.filter({ hasText: 'seed 0, expected on A100:' }).waitFor();
    await workbench.clickLens('Try it');
    await panel.getByText('Expected on A100, not tested there').waitFor();
    await expectGrid(panel, 'Output', grid('cuda:A100', 1));
  });
});
