import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PYTHON } from '../golden/python';
import { replay } from '../golden/traces';
import { measure, report, type Timing } from './measure';

export const about =
  'Programs with which dropout is taught, replayed from their text, beside PyTorch with one thread (where `PYTHON` names an interpreter that has it), which has its modules loaded and compiles nothing.';

const PREAMBLE =
  'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\ntorch.manual_seed(0)\n';

/** Each with the milliseconds within which it is meant to be replayed. */
const PROGRAMS: Readonly<Record<string, readonly [limit: number, text: string]>> = {
  '20 epochs of a small net': [
    100,
    `net = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Dropout(0.5), nn.Linear(16, 1))
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
x, y = torch.randn(32, 2), torch.randn(32, 1)
for epoch in range(20):
    optimizer.zero_grad()
    loss = F.mse_loss(net(x), y)
    loss.backward()
    optimizer.step()
print(torch.rand(1))`,
  ],
  '100 Monte Carlo samples of 50 units': [
    50,
    `net = nn.Sequential(nn.Linear(10, 50), nn.ReLU(), nn.Dropout(0.2), nn.Linear(50, 1))
x = torch.randn(1, 10)
samples = torch.stack([net(x) for _ in range(100)])
print(samples.mean().item(), samples.std().item())`,
  ],
  'abs of 10^6 elements': [50, 'x = torch.rand(1000000)\nx.abs()\nprint(x.shape)'],
  'sum of 10^6 elements': [50, 'x = torch.ones(1000000)\nprint(x.sum())'],
  'mean of dropout of 10^6 elements': [100, 'print(F.dropout(torch.ones(1000000), 0.5).mean())'],
};

function torchTimings(texts: readonly string[]): Timing[] {
  const script = fileURLToPath(new URL('replay_bench.py', import.meta.url));
  const { status, stdout } = spawnSync(PYTHON, [script], { encoding: 'utf8', input: JSON.stringify(texts) });
  return status === 0 ? (JSON.parse(stdout) as Timing[]) : [];
}

export default async function run(): Promise<void> {
  const programs = Object.entries(PROGRAMS).map(([name, [limit, text]]) => ({
    ...{ name, limit },
    text: PREAMBLE + text,
  }));
  const theirs = torchTimings(programs.map(({ text }) => text));
  const slow: string[] = [];
  for (const [i, { name, limit, text }] of programs.entries()) {
    const values = replay([text], { notebook: false });
    if (values.length !== 1) throw new Error(`${name} shows ${values.length} values`);
    const [own] = await measure({ replay: () => replay([text], { notebook: false }) });
    report(
      name,
      [own, theirs[i]].filter((timing) => timing !== undefined),
    );
    if (own && own.best > limit) slow.push(`${name}: ${own.best.toFixed(0)} ms, not ${limit}`);
  }
  if (slow.length > 0) throw new Error(slow.join('; '));
}
