// Fonts for the browser from npm: a bare machine has none, and without a monospace font VS Code's
// editor turns proportional.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { once, unpackPackage } from './download.mjs';

const VERSION = '2.37.3';
const INTEGRITY =
  'sha512-f1hd7jJbeQa1VWcw+K2KrTXS50zTMaHpVC4XIKJpNcDeYR5ajMtj/iLlQDYNvLOKamUB3ARVVCf79lNwNVztSQ==';

/**
 * @param {string} sansSerif a folder with the font for the workbench's own text
 * @returns {Promise<string>} the fontconfig file that names these fonts and the machine's own
 */
export async function ensureFonts(sansSerif) {
  const folder = await once(`dejavu-${VERSION}`, (content) =>
    unpackPackage(
      { name: 'dejavu-fonts-ttf', version: VERSION, integrity: INTEGRITY, only: ['ttf', 'LICENSE'] },
      content,
    ),
  );
  const file = join(folder, 'fonts.conf');
  const found = join(folder, 'cache');
  await mkdir(found, { recursive: true });
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${sansSerif}</dir>
  <dir>${folder}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${found}</cachedir>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Open Sans</family><family>DejaVu Sans</family></prefer></alias>
  <alias binding="strong"><family>system-ui</family><prefer><family>Open Sans</family><family>DejaVu Sans</family></prefer></alias>
  <alias binding="strong"><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`,
  );
  return file;
}
