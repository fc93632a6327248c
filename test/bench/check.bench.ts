import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { programs } from '../../esbuild.mjs';
import { row, table } from './measure';

export const about = `\`dropout-playground check\` over a tree of 4,000 files, 282 of which have dropout calls, beside \`ruff check --no-cache\` on the same tree and the same
processors, start-up included, each in its turn. Above twice ruff's time the bench fails. It needs ruff in the PATH, or in \`RUFF\`; \`CHECK_TREE\` names another tree.`;

const FILES = 4000;
const WITH_CALLS = 282;
const ROUNDS = 7;
const MOST = 2;

/** Plain Python of some 200 lines, other in each file. */
function plain(index: number): string {
  const parts = Array.from({ length: 6 + (index % 9) }, (_, i) => {
    const name = `step_${index}_${i}`;
    return `
def ${name}(rows, limit=${i + 3}, *, key=None, verbose=False):
    """Go through rows, and sum up what is below the limit.

    Rows that cannot be read are left out and counted.
    """
    total, skipped = 0, []
    for number, line in enumerate(rows):
        try:
            value = float(line.split(",")[${i % 4}]) if key is None else line[key]
        except (IndexError, ValueError) as error:
            skipped.append((number, str(error)))
            continue
        if value > limit and not verbose:
            total += value * ${index % 7} - len(skipped) // 2
        elif verbose:
            print(f"{number:>6} {value:.3f}", {"limit": limit, "total": total})
    return {"total": total, "skipped": skipped, "name": "${name}"}
`;
  });
  return `import json\nimport os\n\nfrom pathlib import Path\n\nROOT = Path(os.environ.get("ROOT", "."))\n${parts.join('\n')}

class Store${index}:
    kinds = ("a", "b", "c")

    def __init__(self, path: str, size: int = ${index % 50}) -> None:
        self.path = ROOT / path
        self.size = size

    def load(self) -> dict:
        with open(self.path) as file:
            return {kind: json.load(file) for kind in self.kinds if self.size > 0}
`;
}

/** A model of some 150 lines, whose p is written in a file beside it. */
function model(index: number): string {
  const blocks = Array.from({ length: 1 + (index % 3) }, (_, i) => {
    return `
class Block${i}(nn.Module):
    def __init__(self, config: Config, width: int = 64):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.attention = nn.MultiheadAttention(width, 8, dropout=config.attention_dropout)
        self.drop = nn.Dropout(config.hidden_dropout)
        self.feed = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Dropout(0.1), nn.Linear(4 * width, width))

    def forward(self, x, mask=None):
        y = self.norm(x)
        y, weights = self.attention(y, y, y, attn_mask=mask)
        x = x + self.drop(y)
        ${index % 5 === 0 ? 'x = F.dropout(x, p=0.2)' : 'x = F.dropout(x, p=0.2, training=self.training)'}
        return x + self.feed(self.norm(x))
`;
  });
  return `import torch\nimport torch.nn.functional as F\nfrom torch import nn\n\nfrom .config import Config\n${blocks.join('\n')}`;
}

const CONFIG = `from dataclasses import dataclass\n\n\n@dataclass\nclass Config:\n    hidden_dropout: float = 0.1\n    attention_dropout: float = 0.0\n`;

function writeTree(folder: string): void {
  const each = Math.floor(FILES / WITH_CALLS);
  let models = 0;
  for (let index = 0; index < FILES; index++) {
    const isModel = index % each === 0 && models < WITH_CALLS;
    if (isModel) models++;
    const room = `package${index % 40}/part${index % 8}`;
    const path = join(folder, room, isModel ? `model${index}.py` : `file${index}.py`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, isModel ? model(index) : plain(index));
    if (isModel) writeFileSync(join(folder, room, 'config.py'), CONFIG);
  }
}

/** How long a program takes, in milliseconds. */
function timed(program: string, args: readonly string[], cwd: string): number {
  const start = performance.now();
  const { error, status, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error !== undefined) throw error;
  if (status !== 0 && status !== 1) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}

export default async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dropout-check-'));
  try {
    const program = join(folder, 'cli.js');
    await build({
      ...programs.cli,
      minify: true,
      outdir: folder,
      entryPoints: [{ in: 'src/cli/main.ts', out: 'cli' }],
    });
    const tree = process.env['CHECK_TREE'] ?? join(folder, 'tree');
    if (process.env['CHECK_TREE'] === undefined) writeTree(tree);
    const ours = (): number => timed(process.execPath, [program, 'check', '.'], tree);
    const theirs = (): number =>
      timed(process.env['RUFF'] ?? 'ruff', ['check', '--no-cache', '--quiet', '.'], tree);
    // Once for the caches of the file system.
    ours();
    theirs();
    const [own, other]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      own.push(ours());
      other.push(theirs());
    }
    table('4,000 files', 'median ms', 'best ms', 'ratio of best');
    const show = (name: string, times: readonly number[]): void => {
      const sorted = times.toSorted((a, b) => a - b);
      const [best = NaN] = sorted;
      const ratio = best / Math.min(...other);
      row(name, (sorted[ROUNDS >> 1] ?? NaN).toFixed(0), best.toFixed(0), ratio.toFixed(2));
    };
    show('ruff check --no-cache', other);
    show('dropout-playground check', own);
    const ratio = Math.min(...own) / Math.min(...other);
    if (ratio > MOST) throw new Error(`${ratio.toFixed(2)} × the time of ruff`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
