// What came of running the same tests several times: which of them failed, and how often.

/**
 * @typedef {{ title: string, stack: string }} Failure
 * @typedef {{ suite: string, failures: Failure[] }} Run one suite, run once
 * @typedef {{ suite: string, title: string, times: number, message: string }} Row one test that failed, with what it said first
 */

/**
 * The tests that failed, those first that failed most often.
 *
 * @param {readonly Run[]} runs
 * @returns {Row[]}
 */
export function tally(runs) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  for (const { suite, failures } of runs) {
    for (const { title, stack } of failures) {
      const key = JSON.stringify([suite, title]);
      const row = rows.get(key) ?? { suite, title, times: 0, message: firstLine(stack) };
      rows.set(key, { ...row, times: row.times + 1 });
    }
  }
  return [...rows.values()].sort((one, other) => other.times - one.times);
}

/**
 * As a table in Markdown.
 *
 * @param {readonly Row[]} rows
 * @param {number} repeats how often each suite was run
 * @returns {string}
 */
export function failureTable(rows, repeats) {
  if (rows.length === 0) return `No test failed in ${repeats} repeats.`;
  const cells = rows.map(({ suite, title, times, message }) => [
    suite,
    title,
    `${times} of ${repeats}`,
    message,
  ]);
  return [['suite', 'test', 'failed', 'first message'], ['---', '---', '---', '---'], ...cells]
    .map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

/** @param {string} text */
const firstLine = (text) => text.split('\n', 1)[0] ?? '';
