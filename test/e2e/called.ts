// A model that is made and called, and what the editor says of it wherever the extension runs.
import { eventually } from '../eventually.js';
import type { Workbench } from './workbench.js';

export const CALLED = `import torch

torch.manual_seed(0)
x = torch.ones(3, 5)
layer = torch.nn.Dropout(0.5)
print(layer(x))
y = layer(x)
`;

/** What is known of the layer before anything is called. */
export async function expectLens(workbench: Workbench): Promise<void> {
  const lenses = workbench.page.locator('.codelens-decoration').filter({ hasText: 'drops 50%' });
  await eventually(() => lenses.first().innerText(), /drops 50%, rest × 2.*Try it/s);
}

/** What replay says behind each call. */
export async function expectHints(workbench: Workbench): Promise<void> {
  const lines = workbench.page.locator('.view-line').filter({ hasText: 'layer(x)' });
  // The editor writes spaces that do not break.
  for (const [index, kept] of [/→\s8\sof\s15\skept/, /→\s7\sof\s15\skept/].entries())
    await eventually(() => lines.nth(index).innerText(), kept);
}

/** What a call gives, and its picture. */
export async function expectHover(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.hoverWord('layer(x)', 'Open call 2');
  const hover = page.locator('.monaco-hover:visible').filter({ hasText: 'call 1 after seed 0' });
  await eventually(() => hover.innerText(), /8 of 15 kept.*\[\[0\., 0\., 2\., 0\., 0\.\],/s);
  await hover.locator('img[src^="data:image/svg+xml"]').first().waitFor();
}
