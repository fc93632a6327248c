import * as vscode from 'vscode';

/** Where a webview is: in the editor area, or in the sidebar. */
export type Surface = 'panel' | 'view';

/** The page that holds the front end: nothing runs in it but our own scripts, and nothing is loaded from elsewhere. */
export function webviewHtml(webview: vscode.Webview, media: vscode.Uri, surface: Surface): string {
  const nonce = crypto.randomUUID();
  const script = webview.asWebviewUri(vscode.Uri.joinPath(media, 'playground.js')).toString();
  const worker = webview.asWebviewUri(vscode.Uri.joinPath(media, 'worker.js')).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(media, 'playground.css')).toString();
  const policy = [
    `default-src 'none'`,
    // What the script loads later comes from its own folder; the worker compiles the kernels that it draws with.
    `script-src 'nonce-${nonce}' ${webview.cspSource} 'wasm-unsafe-eval'`,
    // A worker's script is fetched and handed over as a blob, which is of the page's own origin.
    `connect-src ${webview.cspSource}`,
    `worker-src blob:`,
    `style-src ${webview.cspSource}`,
    // Pictures that the page itself draws.
    `img-src data:`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  // The translations of the front end's texts travel as data; `<` must not end the script element.
  const texts = JSON.stringify(vscode.l10n.bundle ?? {}).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <script nonce="${nonce}">early = []; onmessage = ({ data }) => early.push(data);</script>
    <link rel="stylesheet" href="${style}">
    <title>Dropout Playground</title>
  </head>
  <body>
    <main id="playground" class="behind" aria-busy="true" data-surface="${surface}" data-worker="${worker}"></main>
    <script id="texts" type="application/json">${texts}</script>
    <script type="module" nonce="${nonce}" src="${script}"></script>
  </body>
</html>`;
}
