import * as vscode from 'vscode';
import type { PictureFormat } from '../protocol';
import { saveAs } from './saveAs';

/** In milliseconds: so long may the webview take to draw a picture. */
const PATIENCE = 15_000;

/** Saves a picture where the reader wants it, as SVG or PNG by the name's ending, and has it drawn. */
export function savePicture(draw: (format: PictureFormat) => Promise<string>): Promise<void> {
  return saveAs(
    {
      title: vscode.l10n.t('Save picture'),
      filters: { SVG: ['svg'], PNG: ['png'] },
      name: 'dropout.svg',
      failure: (reason) => vscode.l10n.t('The picture was not saved: {0}', reason),
    },
    async ({ path }) => {
      const format = path.toLowerCase().endsWith('.png') ? 'png' : 'svg';
      return bytesOf(format, await Promise.race([draw(format), tooLate()]));
    },
  );
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
