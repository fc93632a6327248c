// Takes the moving picture of README from the extension in VS Code: a call is tried, p moves, the call is made again, and
// eval lets all through.
//
//   npx tsx test/host/movingPicture.ts
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import UPNG from 'upng-js';
import { expectGrid } from '../e2e/grids.js';
import { ONES } from '../e2e/session.js';
import { launchWorkbench, runScript, type Workbench } from '../e2e/workbench.js';
import { repository } from './places.mjs';

const SIZE = { width: 960, height: 420 };
/** Without the title of the window. */
const CLIP = { x: 0, y: 30, width: SIZE.width, height: SIZE.height - 30 };
/** So many colours make text look as on a screen. */
const COLORS = 96;
/** In milliseconds: of what is read, and of what moves. */
const [READ, MOVED] = [1800, 350];

const MODEL = `import torch
from torch import nn

torch.manual_seed(0)


class Net(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.first = nn.Linear(8, 5)
        self.drop = nn.Dropout(p)

    def forward(self, x):
        return self.drop(self.first(x))
`;

/** Shows what is moved, one picture after the other, each with how long it stays. */
async function* scenes(workbench: Workbench): AsyncGenerator<number> {
  const panel = workbench.webview();
  const p = panel.locator('#probability');
  // Where a picture does not move, its first scene is all there is to see.
  await workbench.settledLenses('Try it');
  yield READ;
  await workbench.clickLens('Try it');
  await panel.getByRole('grid').first().waitFor();
  yield READ;
  for (const value of ['0.55', '0.6', '0.65', '0.7', '0.75', '0.8']) {
    await workbench.enter(p, value);
    await panel.getByRole('heading', { name: `Dropout(p=${value})` }).waitFor();
    yield value === '0.8' ? READ : MOVED;
  }
  await workbench.enter(p, '0.5');
  await panel.getByRole('heading', { name: 'Dropout(p=0.5)' }).waitFor();
  yield READ;
  for (const call of [2, 3, 4]) {
    await panel.getByRole('button', { name: 'Resample' }).click();
    await panel.locator('.mask-term h2 .note').getByText(`call ${call}`).waitFor();
    yield 2 * MOVED;
  }
  await panel.getByText('Eval', { exact: true }).click();
  await expectGrid(panel, 'Output', ONES);
  yield READ;
}

async function main(): Promise<void> {
  const workbench = await launchWorkbench({ viewport: SIZE, files: { 'model.py': MODEL } });
  await workbench.openFromExplorer('model.py');
  await workbench.command('View: Close Primary Side Bar');
  const frames: ArrayBuffer[] = [];
  const delays: number[] = [];
  for await (const delay of scenes(workbench)) {
    // Nothing is marked by the pointer.
    await workbench.page.mouse.move(SIZE.width - 1, 1);
    const picture = UPNG.decode(new Uint8Array(await workbench.page.screenshot({ clip: CLIP })).buffer);
    frames.push(...UPNG.toRGBA8(picture));
    delays.push(delay);
  }
  const path = join(repository, 'media', 'readme', 'moving.png');
  const bytes = UPNG.encode(frames, CLIP.width, CLIP.height, COLORS, delays);
  await writeFile(path, Buffer.from(bytes));
  console.log(`${path}: ${frames.length} pictures, ${Math.ceil(bytes.byteLength / 1000)} kB`);
}

runScript(main);
