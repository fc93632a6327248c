// @ts-check

/**
 * The page that stands alone, in one file: nothing is loaded, and nothing runs but what has the hash that it says.
 *
 * @typedef {{ readonly text: string, readonly hash: string }} Hashed a text with its hash, as a content security policy has it
 * @param {{ script: Hashed, worker: string, style: Hashed, texts: Record<string, unknown> }} parts `texts` are those of
 *   other languages, by the language
 * @returns {string}
 */
export function pageHtml({ script, worker, style, texts }) {
  const policy = [
    `default-src 'none'`,
    // The kernels that draw are compiled here.
    `script-src '${script.hash}' 'wasm-unsafe-eval'`,
    `style-src '${style.hash}'`,
    // The worker's script is in the page, and is handed over as a blob.
    `worker-src blob:`,
    `connect-src blob:`,
    `img-src data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Dropout Playground</title>
    <style>${style.text}</style>
  </head>
  <body>
    <main id="playground" class="behind" aria-busy="true" data-surface="panel"></main>
    <script id="state" type="application/json">null</script>
    <script id="texts" type="application/json">${inScript(JSON.stringify(texts))}</script>
    <script id="worker" type="text/plain">${inScript(worker)}</script>
    <script>${script.text}</script>
  </body>
</html>
`;
}

/** What must not end the script element that it is in. @param {string} text */
function inScript(text) {
  return text.replaceAll('</script', '<\\/script');
}
