// Desktop VS Code, where it can be had.
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { join } from 'node:path';
import { readJson } from './json.mjs';
import { cache, repository } from './places.mjs';

/**
 * Which VS Code to run: `desktop` or `served`, by the environment variable DROPOUT_VSCODE; desktop
 * wherever it can be downloaded and shown when the variable is not set.
 *
 * @returns {Promise<string | undefined>} desktop VS Code's executable, or nothing: use the served one
 */
export async function desktopVSCode() {
  const wish = process.env['DROPOUT_VSCODE'];
  if (wish !== undefined && wish !== 'desktop' && wish !== 'served') {
    throw new Error(`DROPOUT_VSCODE is "${wish}"; it can be "desktop" or "served".`);
  }
  if (wish === 'served') return undefined;
  if (wish === undefined && !hasDisplay()) return undefined;
  try {
    return await downloadAndUnzipVSCode({ version: wantedVersion(), cachePath: cache, timeout: 5000 });
  } catch (error) {
    if (wish === 'desktop') throw new Error('Desktop VS Code could not be downloaded.', { cause: error });
    console.log('Desktop VS Code cannot be downloaded here; using VS Code in a browser instead.');
    return undefined;
  }
}

/** The newest, unless the environment variable DROPOUT_VSCODE_VERSION says another; `oldest` is what package.json allows. */
function wantedVersion() {
  const wish = process.env['DROPOUT_VSCODE_VERSION'] ?? 'stable';
  if (wish !== 'oldest') return wish;
  const { engines } = /** @type {{ engines: { vscode: string } }} */ (
    readJson(join(repository, 'package.json'))
  );
  return engines.vscode.replace('^', '');
}

/** Whether a window would be seen, and could be opened at all. */
export function hasDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);
}
