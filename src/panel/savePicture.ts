import * as vscode from 'vscode';
import type { PictureFormat } from '../protocol';

/** In milliseconds: so long may the webview take to draw a picture. */
const PATIENCE = 15_000;

/**
 * Asks where to save a picture, as SVG or PNG by the name's ending, has it drawn, and writes it: on this machine, on
 * a remote or in the browser, wherever the workspace is.
 */
export async function savePicture(draw: (format: PictureFormat) => Promise<string>): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save picture'),
    filters: { SVG: ['svg'], PNG: ['png'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, 'dropout.svg') }),
  });
  if (uri === undefined) return;
  const format = uri.path.toLowerCase().endsWith('.png') ? 'png' : 'svg';
  try {
    const content = await Promise.race([draw(format), tooLate()]);
    await vscode.workspace.fs.writeFile(uri, bytesOf(format, content));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('The picture was not saved: {0}', reason));
  }
}

function tooLate(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(vscode.l10n.t('the panel draws none'))), PATIENCE);
  });
}

/** The first bytes of every PNG file (https://www.w3.org/TR/png/#5PNG-file-signature). */
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** @throws where the webview sent something else */
function bytesOf(format: PictureFormat, content: string): Uint8Array {
  const bytes =
    format === 'svg'
      ? new TextEncoder().encode(content)
      : Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
  const isRight =
    format === 'svg' ? content.startsWith('<svg ') : PNG_SIGNATURE.every((byte, i) => bytes[i] === byte);
  if (!isRight) throw new Error(vscode.l10n.t('it is no {0} file', format.toUpperCase()));
  return bytes;
}
