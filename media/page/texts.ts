/** Of the translations that the page has, takes that of the first of the reader's languages; English is in the code. */
export function chooseTexts(): void {
  const element = document.getElementById('texts');
  if (element === null) return;
  const all = JSON.parse(element.textContent) as Readonly<Record<string, object>>;
  for (const language of navigator.languages) {
    const name = namesOf(language).find((one) => one in all);
    if (name !== undefined || language.startsWith('en')) {
      document.documentElement.lang = name ?? 'en';
      element.textContent = JSON.stringify(all[name ?? ''] ?? {});
      return;
    }
  }
  element.textContent = '{}';
}

/** Chinese in any script but the traditional one. */
const SIMPLIFIED = /^zh(?:-hans\b|(?!-(?:hant|tw|hk|mo)\b))/;

/** By what name there may be a translation for a language, the nearest first. */
function namesOf(language: string): readonly string[] {
  const name = language.toLowerCase();
  return [name, name.replace(/-.*/, ''), ...(SIMPLIFIED.test(name) ? ['zh-cn'] : [])];
}
