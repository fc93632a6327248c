import { type Analysis, analyze, trace } from '../../src/python';
import { keystroke, type LongFile, longFiles } from './longFiles';
import { measure, report } from './measure';

export const about =
  'What a keystroke takes, reading all of a file anew, and replaying all of it, for files that are long in different ways.';

/** What the editor allows a replay. */
const BUDGET = { steps: 1_000_000 };

/** The texts after so many keystrokes in the middle. */
function typed(file: LongFile, count: number): string[] {
  const { cell, at } = keystroke(file);
  return file.cells.map((text, i) =>
    i === cell ? text.slice(0, at) + 'x'.repeat(count % 8) + text.slice(at) : text,
  );
}

export default async function run(): Promise<void> {
  for (const file of longFiles()) {
    const { name, cells, notebook } = file;
    let analysis: Analysis = analyze(cells, { notebook });
    const states = Array.from({ length: 8 }, (_, i) => typed(file, i));
    let keystrokes = 0;
    const timings = await measure(
      {
        'one keystroke in the middle': () => {
          analysis = analyze(states[++keystrokes % states.length] ?? [], { notebook }, analysis);
        },
        'all of it, read': () => analyze(cells, { notebook }),
        'all of it, replayed': () => trace(cells, { notebook, budget: BUDGET }),
      },
      500,
    );
    report(`${name} (${analysis.sites.length} calls)`, timings);
  }
}
