import * as l10n from '@vscode/l10n';

/** Takes the translations that the page brought along; without any, the English texts in the code serve. */
export function loadTexts(): void {
  const json = document.getElementById('texts')?.textContent ?? '{}';
  const contents = JSON.parse(json) as Record<string, string>;
  if (Object.keys(contents).length > 0) l10n.config({ contents });
}
