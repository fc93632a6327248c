// The links of a hover, clicked where a line holds what Markdown and addresses read as something else than text.
import { expectLayer } from './session.js';
import { eachTestStartsWith } from './suite.js';
import type { Workbench } from './workbench.js';

const LINE = `drop = nn.Dropout(0.25)  # off in eval :) ](x) [y](z) "50%" %41 \`a\` <b> *_~ 漢字 🎲`;

describe('a hover', () => {
  let workbench: Workbench;

  eachTestStartsWith({
    options: {
      files: { 'model.py': `import torch\nfrom torch import nn\ntorch.manual_seed(3)\n${LINE}\n` },
      viewport: { width: 1280, height: 900 },
    },
    opened: async (opened) => {
      workbench = opened;
      await workbench.openFromExplorer('model.py');
    },
  });

  it('leads to the playground, linked to its line, whatever stands there', async () => {
    const { page } = workbench;
    await workbench.hoverWord('Dropout', 'Try it');
    const hover = page.locator('.monaco-hover:visible .hover-contents').filter({ hasText: 'p = 0.25' });
    await hover.getByText('Open in playground', { exact: true }).click();
    const panel = workbench.webview();
    await expectLayer(panel, 'Dropout(p=0.25)');
    await panel.getByRole('button', { name: 'model.py:4' }).waitFor();
  });
});
