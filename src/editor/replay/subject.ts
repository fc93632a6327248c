import type { Subject } from '../../reading';

/** Longer texts are data or machine-made: replay would not come to their end. */
const MAX_LENGTH = 200_000;

/** Whether there may be something to replay: torch and dropout are both spoken of, in whatever cell. */
export function mentionsDropout({ documents }: Subject): boolean {
  const texts = documents.map((document) => document.getText());
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  const has = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text));
  return length <= MAX_LENGTH && has(/\btorch\b/) && has(/dropout/i);
}
