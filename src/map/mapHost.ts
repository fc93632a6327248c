import type * as vscode from 'vscode';
import type { PreviewsHost } from '../editor/previewsHost';

/** The view; package.json names it too. */
export const MAP_VIEW = 'dropoutPlayground.map';

/** What the map is made of. */
export interface MapHost extends PreviewsHost {
  readonly log: vscode.LogOutputChannel;
}
