// A browser for the served VS Code: one that is already here, or one from npm.
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { exists, once, tar, unpackPackage } from './download.mjs';
import { ensureFonts } from './fonts.mjs';

const VERSION = '153.0.0';
const INTEGRITY =
  'sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==';

/** Keeps Chromium from looking for updates, accounts and a graphics card. */
const ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * What Playwright's `chromium.launch` takes.
 *
 * @typedef {object} Chromium
 * @property {string} executablePath
 * @property {string[]} args
 * @property {Record<string, string>} env
 */

/** @returns {Promise<Chromium>} */
export async function ensureChromium() {
  // Chromium's sandbox refuses to run for the superuser, which is what containers run as.
  const args = process.getuid?.() === 0 ? [...ARGUMENTS, '--no-sandbox'] : ARGUMENTS;
  const env = /** @type {Record<string, string>} */ ({ ...process.env });
  const installed = await installedChromium();
  if (installed !== undefined) return { executablePath: installed, args, env };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'The tests need Chromium, Chrome or Edge. Install one of them, or name it in the environment variable CHROMIUM_PATH.',
    );
  }
  const folder = await npmChromium();
  const libraries = join(folder, 'lib');
  env['LD_LIBRARY_PATH'] = [libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter);
  env['FONTCONFIG_FILE'] = await ensureFonts(join(folder, 'fonts'));
  return { executablePath: join(folder, 'chromium'), args, env };
}

/** @returns {Promise<string | undefined>} */
async function installedChromium() {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (await exists(named)) return named;
    throw new Error(`CHROMIUM_PATH names "${named}", which does not exist.`);
  }
  for (const candidate of [...usualPlaces(), await playwrightChromium()]) {
    if (await exists(candidate)) return candidate;
  }
  return undefined;
}

/** @returns {string[]} where each platform keeps Chrome, Chromium and Edge */
function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) =>
        join(folder, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    );
  }
  if (process.platform === 'win32') {
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .map((variable) => process.env[variable])
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ]);
  }
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) =>
      ['google-chrome-stable', 'google-chrome', 'chromium', 'microsoft-edge'].map((name) =>
        join(folder, name),
      ),
    );
}

/** @returns {Promise<string>} where `playwright install chromium` would have put it */
async function playwrightChromium() {
  const { chromium } = await import('playwright-core');
  return chromium.executablePath();
}

/** @returns {Promise<string>} the folder that holds `chromium`, and the libraries and fonts it was built with */
function npmChromium() {
  return once(`chromium-${VERSION}`, async (content) => {
    console.log(`Downloading Chromium ${VERSION} (about 70 MB, once) …`);
    const unpacked = join(content, 'package');
    await mkdir(unpacked);
    await unpackPackage(
      { name: '@sparticuz/chromium', version: VERSION, integrity: INTEGRITY, only: ['bin'] },
      unpacked,
    );
    const decompress = promisify(brotliDecompress);
    await Promise.all(
      ['chromium', 'al2023.tar', 'fonts.tar', 'swiftshader.tar'].map(async (name) => {
        const file = join(unpacked, name);
        await writeFile(file, await decompress(await readFile(join(unpacked, 'bin', `${name}.br`))));
        if (name.endsWith('.tar')) await tar(['-xf', file, '--no-same-owner', '-C', content]);
        else await writeFile(join(content, name), await readFile(file));
      }),
    );
    await rm(unpacked, { recursive: true });
    const executable = join(content, 'chromium');
    await chmod(executable, 0o755);
    // Fails here, before anything is kept, where a library is missing.
    execFileSync(executable, ['--version'], {
      env: { ...process.env, LD_LIBRARY_PATH: join(content, 'lib') },
    });
  });
}
