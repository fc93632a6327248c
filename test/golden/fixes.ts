import { analyze, type Problem, RULES } from '../../src/python';

/* Modules whose dropout stays on in eval(), and what the fixes make of them. */

const IMPORTS = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';
const net = (forward: string, init = 'pass', rest = ''): string =>
  `${IMPORTS}class Net(nn.Module):\n    def __init__(self, p=0.3):\n        super().__init__()\n        ${init}\n    def forward(self, x):\n        ${forward}\n${rest}`;

/** One each, with one problem. */
export const STAYING_ON: readonly string[] = [
  net('return F.dropout(x, 0.3)'),
  net('return F.dropout(x)'),
  net('return F.dropout(x, p=self.p)', 'self.p = p'),
  net('return F.dropout2d(x.reshape(100, 100, 1, 1), 0.3)'),
  net(
    'return self.inner(x)',
    'pass',
    '    def inner(self, x):\n        return F.dropout(\n            x,\n            0.3,\n        )\n',
  ),
  net('return F.relu(F.dropout(x, 0.3)) + 0 * F.dropout(x, 0.5, self.training)'),
  net('return F.scaled_dot_product_attention(x, x, x, dropout_p=0.3)'),
  net('return F.scaled_dot_product_attention(x, x, x, dropout_p=self.p)', 'self.p = p'),
  net('return F.scaled_dot_product_attention(x, x, x, dropout_p=self.drop.p)', 'self.drop = nn.Dropout(p)'),
  net('return nn.Dropout(0.3)(x)'),
  net('drop = nn.Dropout(self.p)\n        return drop(x)', 'self.p = p'),
  net('return self.drops[0](x)', 'self.drops = [nn.Dropout(p)]'),
  net('return self.drops[0](x)', 'self.drops = []\n        self.drops.append(nn.Dropout(p))'),
];

/** The problem of a module, and the module as the first fix leaves it. */
export function fixed(text: string): {
  readonly problem: Problem;
  readonly isSafe: boolean;
  readonly after: string;
} {
  const [problem, ...others] = analyze([text], { notebook: false, rules: RULES }).problems;
  const [fix] = problem?.fixes ?? [];
  if (problem === undefined || fix === undefined || others.length > 0)
    throw new Error(`not one fix: ${text}`);
  const after = fix.edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((whole, edit) => whole.slice(0, edit.from) + edit.text + whole.slice(edit.to), text);
  return { problem, isSafe: fix.isSafe, after };
}

/** What two calls in a row give in one mode: whether the same, and how much of the first is 0. */
interface Outputs {
  readonly same: boolean;
  readonly zeros: number;
}

/** What real PyTorch gives, before and after a fix. */
export interface FixGolden {
  readonly before: string;
  readonly after: string;
  readonly outputs: Readonly<Record<'before' | 'after', { readonly train: Outputs; readonly eval: Outputs }>>;
}
