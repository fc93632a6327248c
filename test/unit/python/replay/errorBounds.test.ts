import assert from 'node:assert/strict';
import { errorAfter } from '../../../../src/python/primitives/numbers';
import { isShown } from '../../../../src/torch/uncertainText';
import { trace } from '../../../golden/traces';

// x is 1.34985888 within 1e-7; d may be anything from -1e-7 to 1e-7; 1 / d any number at all.
const START = `import math
import numpy as np
import torch
x = torch.tensor([0.3]).exp().item()
d = x - 1.3498588
t = torch.tensor([0.3, 0.5]).exp() - torch.tensor([1.3498588, 0.])
`;

const CASES: readonly (readonly [
  expression: string,
  text: string,
  worth: 'exact' | 'rounding' | 'undecided',
])[] = [
  ['x', '1.3498588800430298', 'rounding'],
  ['torch.softmax(torch.tensor([0.3, -1e9]), 0)[1].item()', '0.0', 'exact'],
  ['d', '?', 'undecided'],
  ['[1.5, d]', '[1.5, ?]', 'undecided'],
  ['0 * d', '?', 'undecided'],
  ['f"{d:.2f}"', '0.00', 'rounding'],
  ['f"{d:.8f}"', '?', 'undecided'],
  ['f"{d:.0%}"', '0%', 'rounding'],
  ['f"{d:.2e}"', '?', 'undecided'],
  ['f"{d + 5:.3f}"', '5.000', 'exact'],
  ['f"{x:.4f}"', '1.3499', 'exact'],
  ['f"{1 / d:.2f}"', '?', 'undecided'],
  ['"%.9f %.3f" % (d, x)', '? 1.350', 'undecided'],
  ['1 / d', '?', 'undecided'],
  ['1 / d - 1 / d', '?', 'undecided'],
  ['0 * (1 / d)', '?', 'undecided'],
  ['(1 / d) ** 0.5', '?', 'undecided'],
  ['1 / (x - x)', '?', 'undecided'],
  ['1 % (x - x)', '?', 'undecided'],
  ['x // d', '?', 'undecided'],
  ['x // 1', '1.0', 'exact'],
  ['x % 1', '0.3498588800430298', 'rounding'],
  ['d % 1', '?', 'undecided'],
  ['x ** 2', '1.8221189960310227', 'rounding'],
  ['d ** 2', '?', 'undecided'],
  ['2 ** (x - x)', '1.0', 'rounding'],
  ['round(x, 3)', '1.35', 'exact'],
  ['round(d, 9)', '?', 'undecided'],
  ['round(x, 9)', '1.34985888', 'rounding'],
  ['round(x)', '1', 'exact'],
  ['int(x)', '1', 'exact'],
  ['int(1e9 * x)', '1349858880', 'rounding'],
  ['math.floor(1e9 * d)', '?', 'undecided'],
  ['math.floor(1e9 * d) + 1', '?', 'undecided'],
  ['f"{math.floor(1e9 * d):4d}"', '?', 'undecided'],
  ['int(1 / d)', '?', 'undecided'],
  ['math.sqrt(d)', '?', 'undecided'],
  ['math.sqrt(math.tan(x))', '?', 'undecided'],
  ['math.log(d)', '?', 'undecided'],
  ['math.fmod(x, 1)', '0.3498588800430298', 'rounding'],
  ['math.fabs(-x)', '1.3498588800430298', 'rounding'],
  ['t', 'tensor([         ?, 1.6487e+00])', 'undecided'],
  ['t[0]', 'tensor(?)', 'undecided'],
  ['t[1]', 'tensor(1.6487)', 'exact'],
  ['t[1:].double()', 'tensor([1.6487], dtype=torch.float64)', 'exact'],
  [
    't.expand(2, 2).t()',
    'tensor([[         ?,          ?],\n        [1.6487e+00, 1.6487e+00]])',
    'undecided',
  ],
  [
    't.repeat(600)',
    'tensor([         ?, 1.6487e+00,          ?,  ..., 1.6487e+00,          ?,\n        1.6487e+00])',
    'undecided',
  ],
  [
    't.expand(600, 2).t()',
    'tensor([[         ?,          ?,          ?,  ...,          ?,          ?,\n                  ?],\n        [1.6487e+00, 1.6487e+00, 1.6487e+00,  ..., 1.6487e+00, 1.6487e+00,\n         1.6487e+00]])',
    'undecided',
  ],
  ['t.tolist()', '[?, 1.6487212181091309]', 'undecided'],
  ['(t * 1e9).long()', 'tensor([         ?, 1648721280])', 'undecided'],
  ['(t * 1e9).long()[0].item()', '?', 'undecided'],
  ['t > 0', 'tensor([True, True])', 'rounding'],
  ['t.numpy()', '[            ? 1.6487212e+00]', 'undecided'],
  ['t[1:].numpy()', '[1.6487212]', 'rounding'],
  ['t.numpy()[0]', '?', 'undecided'],
  ['t.flip(0).numpy()', '[1.6487212e+00             ?]', 'undecided'],
  ['d > 1', 'False', 'exact'],
  ['1 / d > 1', '?', 'undecided'],
];

describe('numbers with error bounds', () => {
  for (const [expression, text, worth] of CASES)
    it(`${expression} is printed as ${JSON.stringify(text)}, ${worth}`, () => {
      const { values, doubts } = trace([`${START}print(${expression})`]);
      const [value] = values;
      assert.deepEqual([value?.text, doubts[0]?.code ?? 'exact'], [text, worth]);
    });

  it('an argument within an infinite bound is in doubt, whatever takes it', () => {
    const { doubts } = trace([
      `${START}n = 1 / d\nprint(math.isfinite(n))\nprint([n] == [1])\nprint(bool(n))`,
    ]);
    assert.deepEqual(
      doubts.map((doubt) => doubt?.code),
      ['undecided', 'undecided', 'undecided'],
    );
  });

  const SHOWN: readonly (readonly [
    value: number,
    error: number,
    text: string | undefined,
    shown: boolean,
  ])[] = [
    [1, 0.1, undefined, true],
    [1, 0.11, undefined, false],
    [-1, 0.1, undefined, true],
    [0, 0, undefined, true],
    [NaN, 0, undefined, true],
    [0, 1e-300, undefined, false],
    [0, 0.009, '0.00', true],
    [0, 0.01, '0.00', false],
    [0.004, 0.009, '  0.4%', false],
    [0.004, 0.0009, '  0.4%', true],
    [0, 0.9, '0', true],
    [0, 0.9, '1e-01', false],
    [1.5e-5, 4e-6, '1.50E-05', false],
    [1.5e-5, 9e-8, '1.50E-05', true],
    [Infinity, Infinity, 'inf', false],
    [NaN, Infinity, 'nan', false],
  ];
  for (const [value, error, text, shown] of SHOWN)
    it(`the digits of ${value} ± ${error} are ${shown ? '' : 'not '}worth showing as ${text ?? 'repr'}`, () => {
      assert.equal(isShown(value, error, text), shown);
    });

  it('results of all numbers within the bounds are within the bound that follows', () => {
    let random = 1;
    const next = (low: number, high: number): number => {
      random = (random * 16807) % 2147483647;
      return low + (high - low) * (random / 2147483647);
    };
    const floor = (x: number, y: number): number => Math.floor(x / y);
    const operations: Record<string, (x: number, y: number) => number> = {
      '+': (x, y) => x + y,
      '-': (x, y) => x - y,
      '*': (x, y) => x * y,
      '/': (x, y) => x / y,
      '//': floor,
      '%': (x, y) => x - floor(x, y) * y,
      '**': (x, y) => x ** y,
    };
    let bounds = 0;
    for (const [operator, apply] of Object.entries(operations))
      for (let i = 0; i < 3000; i++) {
        const x = { value: next(-5, 5), error: next(0, 1) ** 4 };
        const y =
          i % 3 === 0
            ? { value: Math.round(next(-4, 4)), error: 0 }
            : { value: next(-4, 4), error: next(0, 1) ** 4 };
        if (y.value === 0) continue;
        const value = apply(x.value, y.value);
        const error = Number.isNaN(value) ? undefined : errorAfter(operator, x, y, value);
        if (error === undefined) continue;
        bounds++;
        for (let j = 0; j < 10; j++) {
          const other = apply(x.value + x.error * next(-1, 1), y.value + y.error * next(-1, 1));
          const slack = 1e-12 * (1 + Math.abs(value));
          assert.ok(
            Math.abs(other - value) <= error + slack,
            `${x.value} ± ${x.error} ${operator} ${y.value} ± ${y.error}: ${other} is not ${value} ± ${error}`,
          );
        }
      }
    assert.ok(bounds > 9000, `${bounds}`);
  });
});
