import { readFileSync } from 'node:fs';

/**
 * @param {string} file
 * @returns {unknown} what the reader has to say what it is
 */
export function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
