/** Sentences, one after the other; between those in Chinese and Japanese there is no space. */
export function paragraph(...sentences: readonly string[]): string {
  return sentences
    .filter((sentence) => sentence !== '')
    .join(' ')
    .replaceAll('。 ', '。');
}
