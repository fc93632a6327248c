// @ts-check
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * The page that stands alone, in one file: nothing is loaded, and nothing runs but what has the hash that it says.
 *
 * @param {{ script: string, worker: string, style: string }} parts
 * @returns {string}
 */
export function pageHtml({ script, worker, style }) {
  const policy = [
    `default-src 'none'`,
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
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
    <style>${style}</style>
  </head>
  <body>
    <main id="playground" class="behind" aria-busy="true" data-surface="panel"></main>
    <script id="state" type="application/json">null</script>
    <script id="texts" type="application/json">${inScript(JSON.stringify(translations()))}</script>
    <script id="worker" type="text/plain">${inScript(worker)}</script>
    <script>${script}</script>
  </body>
</html>
`;
}

/**
 * The texts of all languages that there are, but English, by the language.
 *
 * @returns {Record<string, unknown>}
 */
function translations() {
  const folder = new URL('../../l10n/', import.meta.url);
  const languages = readdirSync(folder).flatMap((name) => /^bundle\.l10n\.(.+)\.json$/.exec(name)?.[1] ?? []);
  return Object.fromEntries(
    languages.map((language) => {
      const text = readFileSync(new URL(`bundle.l10n.${language}.json`, folder), 'utf8');
      return [language, /** @type {unknown} */ (JSON.parse(text))];
    }),
  );
}

/** What must not end the script element that it is in. @param {string} text */
function inScript(text) {
  return text.replaceAll('</script', '<\\/script');
}

/** @param {string} text */
function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
