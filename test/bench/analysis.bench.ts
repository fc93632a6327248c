import { type Analysis, analyze, analyzeInSlices } from '../../src/python';
import { measure, report } from './measure';

/** A file of about `lines` lines, with a dropout layer in every class. */
function modelFile(lines: number): string {
  const block = (i: number): string =>
    `class Block${i}(nn.Module):
    def __init__(self, width, drop=0.1):
        super().__init__()
        self.linear = nn.Linear(width, 4 * width)
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self.drop = nn.Dropout(0.${i % 10})

    def forward(self, x, mask=None):
        y = self.norm(x) if mask is None else self.norm(x * mask)
        y = F.gelu(self.linear(y))
        return x + self.drop(y)  # the residual

`;
  const blocks = Array.from({ length: Math.ceil(lines / 12) }, (_, i) => block(i));
  return `import torch\nfrom torch import nn\nimport torch.nn.functional as F\n\n${blocks.join('')}`;
}

/** After so many milliseconds, as in the editor, the analysis lets others run. */
const SLICE = 5;

/** Analyses in slices and returns how long each took, in milliseconds. */
function slicesOf(text: string): number[] {
  let started = performance.now();
  const work = analyzeInSlices([text], { notebook: false }, () => performance.now() - started > SLICE);
  const slices: number[] = [];
  for (let done = false; !done;) {
    started = performance.now();
    done = work.next().done === true;
    slices.push(performance.now() - started);
  }
  return slices;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

export default async function run(): Promise<void> {
  for (const lines of [300, 10_000]) {
    const text = modelFile(lines);
    const middle = text.indexOf('gelu', text.length / 2);
    let analysis: Analysis = analyze([text], { notebook: false });
    let typed = 0;
    const timings = await measure(
      {
        'a new file': () => analyze([text], { notebook: false }),
        'one keystroke in its middle': () => {
          const inserted = 'x'.repeat(++typed % 8);
          analysis = analyze(
            [text.slice(0, middle) + inserted + text.slice(middle)],
            { notebook: false },
            analysis,
          );
        },
        'nothing changed': () => analyze([text], { notebook: false }, analysis),
      },
      1000,
    );
    report(`analysis of ${lines} lines (${analysis.sites.length} calls)`, timings);
    const runs = Array.from({ length: 20 }, () => slicesOf(text));
    const longest = runs.map((slices) => Math.max(...slices));
    console.log(`    opened in ${median(runs.map(({ length }) => length))} slices of ${SLICE} ms;`);
    console.log(
      `    the longest: median ${median(longest).toFixed(1)} ms, worst ${Math.max(...longest).toFixed(1)} ms`,
    );
  }
}
