import { type Analysis, analyze, trace } from '../../src/python';
import { type LongFile, longFiles } from './longFiles';
import { measure, report } from './measure';

/** What the editor allows a replay. */
const BUDGET = { steps: 1_000_000 };

/** The texts after so many keystrokes in the middle. */
function typed({ cells, typedBehind }: LongFile, count: number): string[] {
  const middle = cells.length >> 1;
  return cells.map((text, i) => {
    if (i !== middle) return text;
    const at = text.indexOf(typedBehind, text.length / 2) + typedBehind.length;
    return text.slice(0, at) + 'x'.repeat(count % 8) + text.slice(at);
  });
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
