// Takes the pictures of Get Started from the extension in VS Code, light and dark:
//
//   npx tsx test/host/walkthroughPictures.ts [step]…
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchWorkbench, runScript, type Theme, type Workbench } from '../e2e/workbench.js';
import { repository } from './places.mjs';
import { takePicture } from './takePicture.js';

const THEMES: Readonly<Record<string, Theme>> = { light: 'Light Modern', dark: 'Dark Modern' };

const MODEL = `import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, p=0.3):
        super().__init__()
        self.first = nn.Linear(8, 5)
        self.drop = nn.Dropout(p)

    def forward(self, x):
        return self.drop(self.first(x))


torch.manual_seed(0)
layer = nn.Dropout(0.5)
y = layer(torch.ones(3, 5))
`;

const WRONG = `import torch.nn.functional as F
from torch import nn


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(8, 16, dropout=0.3)

    def forward(self, x):
        x = F.dropout(x, p=0.5)
        return self.lstm(x)
`;

interface Picture {
  readonly file: string;
  readonly content: () => Promise<string> | string;
  readonly size: { readonly width: number; readonly height: number };
  /** What a reader of this step does, until the picture shows what the step is about. */
  readonly act: (workbench: Workbench) => Promise<void>;
}

async function tryFirst(workbench: Workbench): Promise<void> {
  await workbench.clickLens('Try it');
  await workbench.webview().getByRole('grid').first().waitFor();
}

/** By the steps' ids in package.json. */
const PICTURES: Readonly<Record<string, Picture>> = {
  openExample: {
    file: 'dropout.ipynb',
    content: () => readFile(join(repository, 'media/example/dropout.ipynb'), 'utf8'),
    size: { width: 1280, height: 800 },
    act: tryFirst,
  },
  tryIt: {
    file: 'model.py',
    content: () => MODEL,
    size: { width: 1000, height: 600 },
    act: async (workbench) => {
      await tryFirst(workbench);
      await workbench.webview().getByText('Eval', { exact: true }).click();
      await workbench.webview().getByText('passed through').first().waitFor();
    },
  },
  ownFile: {
    file: 'model.py',
    content: () => MODEL,
    size: { width: 760, height: 500 },
    act: async (workbench) => {
      await workbench.settledLenses('Open call 1');
    },
  },
  problems: {
    file: 'encoder.py',
    content: () => WRONG,
    size: { width: 760, height: 560 },
    act: async (workbench) => {
      await workbench.settledLenses('stays on');
      await workbench.page.locator('[id="status.problems"] a').click();
      await workbench.page.locator('.markers-panel').getByText('encoder.py').first().waitFor();
    },
  },
  why: {
    file: 'model.py',
    content: () => MODEL,
    size: { width: 1000, height: 760 },
    act: async (workbench) => {
      await tryFirst(workbench);
      const panel = workbench.webview();
      await panel.getByRole('tab', { name: 'Why' }).click();
      await panel.getByText(/on the 30 points it saw/).waitFor();
    },
  },
};

async function take(step: string, { file, content, size, act }: Picture): Promise<void> {
  for (const [suffix, theme] of Object.entries(THEMES)) {
    const workbench = await launchWorkbench({ theme, viewport: size, files: { [file]: await content() } });
    await workbench.openFromExplorer(file);
    await workbench.command('View: Close Primary Side Bar');
    await act(workbench);
    const path = join(folder, `${step}-${suffix}.png`);
    await takePicture(workbench, path);
    console.log(path);
    await workbench.close();
  }
}

const folder = join(repository, 'media', 'walkthrough');
const wanted = process.argv.slice(2);

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [step, picture] of Object.entries(PICTURES))
    if (wanted.length === 0 || wanted.includes(step)) await take(step, picture);
}

runScript(main);
