import assert from 'node:assert/strict';
import { groupsOf } from '../../../../src/previews/replay/groups';
import { trace } from '../../../golden/traces';

const START = `import torch
from torch import nn
torch.manual_seed(0)
x = torch.ones(2, 3)
drop = nn.Dropout(0.5)
net = nn.Sequential(nn.Linear(3, 3), drop)
two = nn.Sequential(drop, nn.Dropout(0.1))
many = nn.Sequential(drop, nn.Dropout(0.1), nn.Dropout(0.2))
`;

/** What is said of a line: `layer path within callee: how many evaluations`. */
function groups(code: string): string[] {
  const text = START + code;
  const calls = trace([text]).calls.map((call) => ({ ...call.place, call, made: undefined }));
  return groupsOf(calls, text).map(({ within, summary }) => {
    const { module = '', path = '', callee = 'itself', layers = 1 } = within ?? {};
    return [layers > 1 ? `${layers} layers` : module, path, callee, summary.calls].filter(Boolean).join(' ');
  });
}

const CASES: readonly [code: string, ...groups: string[]][] = [
  ['drop(x)', 'itself 1'],
  ['drop(x) + drop(x)', 'itself 2'],
  ['net(x)', 'Dropout 1 net 1'],
  ['for _ in range(3): net(x)', 'Dropout 1 net 3'],
  ['drop(net(x))', 'itself 1', 'Dropout 1 net 1'],
  ['two(x)', 'Dropout 0 two 1', 'Dropout 1 two 1'],
  ['many(x)', '3 layers many 3'],
  ['many(net(x))', 'Dropout 1 net 1', '3 layers many 3'],
  ['nn.Sequential(\n  drop\n)(x)', 'Dropout 0 nn.Sequential( drop ) 1'],
  ['list(map(drop, [x, x]))', 'Dropout list 2'],
];

describe('what hints say of evaluations', () => {
  for (const [code, ...expected] of CASES)
    it(`names the layer within: ${code}`, () => assert.deepEqual(groups(code), expected));
});
