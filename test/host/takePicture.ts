import { writeFile } from 'node:fs/promises';
import UPNG from 'upng-js';
import type { Workbench } from '../e2e/workbench.js';

/** Takes a picture of what a workbench shows, with nothing marked by the pointer, and writes it with as few bytes as hold every pixel. */
export async function takePicture({ page }: Workbench, path: string): Promise<void> {
  await page.mouse.move((page.viewportSize()?.width ?? 1) - 1, 1);
  const { width, height, ...picture } = UPNG.decode(new Uint8Array(await page.screenshot()).buffer);
  const pixels = UPNG.toRGBA8({ width, height, ...picture });
  await writeFile(path, Buffer.from(UPNG.encode(pixels, width, height, 0)));
}
