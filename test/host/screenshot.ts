// Takes pictures of the extension in VS Code, for the README and for review.
//
//   npx tsx test/host/screenshot.ts out.png [--theme "Dark Modern" | --theme all] [--size 1280x800]…
//       [--scale 2] [--zoom 2] [--open dropout.ipynb] [--command "Dropout Playground: Open Playground"]…
//
// With several themes or sizes, each picture's name tells which it shows. `--zoom` makes everything larger,
// as VS Code's own zoom does, by laying out a smaller window at a larger scale.
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { parseArgs } from 'node:util';
import { launchWorkbench, runScript, themeNames, type Theme } from '../e2e/workbench.js';
import { repository } from './places.mjs';
import { takePicture } from './takePicture.js';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      theme: { type: 'string', multiple: true, default: ['Light Modern'] },
      size: { type: 'string', multiple: true, default: ['1280x800'] },
      scale: { type: 'string', default: '1' },
      zoom: { type: 'string', default: '1' },
      open: { type: 'string', default: 'dropout.ipynb' },
      command: { type: 'string', multiple: true, default: [] },
    },
  });
  const [file] = positionals;
  if (file === undefined) throw new Error('Name the picture: npx tsx test/host/screenshot.ts out.png');
  const themes = values.theme.includes('all') ? themeNames : (values.theme as Theme[]);
  const zoom = Number(values.zoom);
  await mkdir(dirname(file), { recursive: true });
  for (const theme of themes) {
    for (const size of values.size) {
      const [width, height] = size.split('x').map((pixels) => Math.round(Number(pixels) / zoom));
      if (!width || !height) throw new Error(`"${size}" is not a size such as 1280x800.`);
      const workbench = await launchWorkbench({
        theme,
        viewport: { width, height },
        scale: Number(values.scale) * zoom,
        files: { [values.open]: await readFile(join(repository, 'media', 'example', values.open), 'utf8') },
      });
      await workbench.openFromExplorer(values.open);
      // Its first lens may lie below what a small window shows.
      const shown = workbench.page.locator('.codelens-decoration a, .notebookOverlay .cell');
      await shown.first().waitFor({ state: 'attached' });
      for (const title of values.command) await workbench.command(title);
      if (values.command.length > 0) await workbench.webview().locator('body').waitFor();
      const { dir, name, ext } = parse(file);
      const several = themes.length > 1 || values.size.length > 1;
      const suffix = several ? `-${theme.toLowerCase().replaceAll(' ', '-')}-${size}` : '';
      const path = join(dir, `${name}${suffix}${ext}`);
      await takePicture(workbench, path);
      console.log(path);
      await workbench.close();
    }
  }
}

runScript(main);
