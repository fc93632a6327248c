// The reader chooses where PyTorch runs; everything in the panel follows, and claims no more than is known.
import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { forward, type GeneratorName, ones, reprTensor, seededGenerator, type Tensor } from '../../src/torch';
import { expectGrid } from './grids.js';
import { launchWorkbench, themeNames, type Workbench } from './workbench.js';

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

  before(async () => {
    const files = { 'model.py': 'import torch\ntorch.manual_seed(0)\nlayer = torch.nn.Dropout(0.5)\n' };
    workbench = await launchWorkbench({ files, viewport: { width: 1280, height: 900 } });
    await workbench.command('Dropout Playground: Open Playground');
    panel = workbench.webview();
    await panel.getByText('✓ same as PyTorch ≥ 2.7 · CPU').waitFor();
  });
  after(() => workbench.close());

  it('is that of older x86 wheels: the same calls, their numbers, and the promise for them', async () => {
    await panel.getByRole('button', { name: 'Resample' }).click();
    await expectGrid(panel, 'Output', grid('cpu', 2));
    await choose('cpu-mkl');
    await panel.getByText('✓ same as PyTorch ≤ 2.6 · x86, Intel').waitFor();
    await expectGrid(panel, 'Output', grid('cpu-mkl', 2));
    const printed = await transcript('What Python prints');
    assert.ok(printed.includes(reprTensor(output('cpu-mkl', 1))), printed);
  });

  it('is that of a GPU: expected there, not promised', async () => {
    await choose('cuda:T4');
    await expectGrid(panel, 'Output', grid('cuda:T4', 2));
    const badge = panel.getByText('expected on T4 · untested');
    await workbench.press(badge, 'Enter');
    await panel.getByText(/Computed from PyTorch’s source for CUDA and the data sheet of the T4/).waitFor();
    await workbench.press(badge, 'Escape');
    const printed = await transcript('What Python is expected to print');
    assert.match(printed, />>> input = torch\.ones\(3, 5, device='cuda'\)\n>>> layer\(input\)/);
    assert.ok(printed.includes(reprTensor(output('cuda:T4', 2), { device: 'cuda:0' })), printed);
  });

  for (const theme of themeNames) {
    it(`of a GPU has no accessibility violations in ${theme}`, async () => {
      await workbench.setTheme(theme);
      await panel.locator(`body[data-vscode-theme-id="${theme}"]`).waitFor();
      const badge = panel.getByText('expected on T4 · untested');
      await workbench.press(badge, 'Enter');
      assert.deepEqual(
        (await workbench.axe()).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        [],
      );
      await workbench.press(badge, 'Escape');
    });
  }

  it('survives a reload of the window', async () => {
    await workbench.reloadWindow();
    await expectGrid(panel, 'Output', grid('cuda:T4', 2));
    assert.equal(await panel.getByLabel('generator').inputValue(), 'cuda:T4');
  });

  it('is chosen in the palette, too', async () => {
    await workbench.command('Dropout Playground: Choose Generator…', 'CPU');
    await expectGrid(panel, 'Output', grid('cpu', 2));
    await panel.getByText('✓ same as PyTorch ≥ 2.7 · CPU').waitFor();
  });

  it('of the setting is the lenses’, and that of the playground which they open', async () => {
    await workbench.openFromExplorer('model.py');
    const lenses = workbench.page.locator('.codelens-decoration a');
    await lenses.filter({ hasText: 'seed 0: □□■□□ □■■□■ ■■■□■' }).waitFor();
    await workbench.setSettings({ 'dropoutPlayground.generator': 'cuda:A100' });
    await lenses.filter({ hasText: 'seed 0, expected on A100:' }).waitFor();
    await lenses.filter({ hasText: 'Open in playground' }).click();
    await panel.getByText('expected on A100 · untested').waitFor();
    await expectGrid(panel, 'Output', grid('cuda:A100', 1));
  });
});
