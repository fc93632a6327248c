import { row, table } from './measure';
import { shipped } from './shipped';
import { torchPeer, type TorchWork } from './torchPeer';
import { inMilliseconds, sideBySide } from './turns';

export const about =
  'Programs with which dropout is taught, replayed from their text, beside PyTorch with one thread (where `PYTHON` names an interpreter that has it), which has its modules loaded and compiles nothing: both in turns and in processor time, best of all.';

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

/** In milliseconds, for each program. */
const PATIENCE = 1000;

function torchWork(text: string): TorchWork {
  return {
    setup: `import contextlib, io\ncode = compile(${JSON.stringify(text)}, '<program>', 'exec')`,
    statement: "with contextlib.redirect_stdout(io.StringIO()): exec(code, {'__name__': '__main__'})",
  };
}

export default async function run(): Promise<void> {
  const { python } = await shipped();
  const peer = await torchPeer();
  const slow: string[] = [];
  table('programs', 'PyTorch ms', 'replay ms', 'at most ms');
  for (const [name, [limit, program]] of Object.entries(PROGRAMS)) {
    const text = PREAMBLE + program;
    const replay = () => python.trace([text], { notebook: false });
    const { length } = replay().values;
    if (length !== 1) throw new Error(`${name} shows ${length} values`);
    const { own, torch } = await sideBySide(peer, torchWork(text), [replay], PATIENCE);
    const [best = NaN] = own;
    row(name, inMilliseconds(torch), inMilliseconds(best), `${limit}`);
    if (best > limit) slow.push(`${name}: ${best.toFixed(0)} ms, not ${limit}`);
  }
  peer?.end();
  if (slow.length > 0) throw new Error(slow.join('; '));
}
