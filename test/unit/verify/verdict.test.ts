import assert from 'node:assert/strict';
import {
  type Answers,
  Conversation,
  CPU_CASES,
  CUDA_CASES,
  judge,
  type Message,
  printedMask,
  pythonCode,
} from '../../../src/verify/comparison';
import { answersOf, type FakeTorch } from '../../fakes/answers';

const QUESTION = { cpu: CPU_CASES, cuda: CUDA_CASES };
const T4 = { name: 'Tesla T4', multiprocessors: 40, threadsPerMultiprocessor: 1024 };

function answers(torch: FakeTorch, change: (message: Message) => Message = (message) => message): Answers {
  const conversation = new Conversation(QUESTION);
  for (const message of answersOf(torch)) {
    assert.equal(conversation.hear(JSON.stringify(change(message))), undefined);
  }
  const outcome = conversation.outcome({ how: 'exited', status: 'exit status 0' });
  return outcome.type === 'answers' ? outcome.answers : assert.fail();
}

/** Changes one bit of the masks of some cases. */
const flipped =
  (device: 'cpu' | 'cuda', ...indices: number[]) =>
  (message: Message): Message =>
    message.type === 'mask' && message.device === device && indices.includes(message.index)
      ? { ...message, mask: message.mask.replace(/^./, (bit) => (bit === '0' ? '1' : '0')) }
      : message;

describe('the verdict', () => {
  it('finds all masks identical', () => {
    const { cpu, cuda, matching, torch } = judge(QUESTION, answers({}), 'cpu');
    assert.deepEqual(
      [cpu.identical, cpu.compared, cpu.firstDifference, matching, cuda, torch],
      [200, 200, undefined, undefined, undefined, '2.13.0+cpu'],
    );
    assert.deepEqual(
      cpu.rows.map(({ maskCase }) => maskCase),
      CPU_CASES,
    );
  });

  for (const [theirs, own] of [
    ['cpu-mkl', 'cpu'],
    ['cpu', 'cpu-mkl'],
  ] as const) {
    it(`names ${theirs} where that draws as PyTorch does, and ${own} does not`, () => {
      const { cpu, matching } = judge(QUESTION, answers({ backend: theirs }), own);
      assert.equal(matching, theirs);
      assert.ok(cpu.identical < 100, String(cpu.identical));
      assert.equal(cpu.firstDifference?.maskCase, CPU_CASES[0]);
    });
  }

  it('shows the first difference, and names no generator where a single mask differs', () => {
    const { cpu, matching } = judge(QUESTION, answers({}, flipped('cpu', 7, 30)), 'cpu');
    assert.deepEqual([cpu.identical, cpu.compared, matching], [198, 200, undefined]);
    assert.equal(cpu.firstDifference?.maskCase, CPU_CASES[7]);
    assert.equal(cpu.firstDifference?.own.slice(1), cpu.firstDifference?.theirs.slice(1));
  });

  it('leaves out what PyTorch refused, and says so', () => {
    const refuseHalf = (message: Message): Message =>
      message.type === 'mask' && CPU_CASES[message.index]?.dtype === 'float16'
        ? { type: 'refused', device: 'cpu', index: message.index, error: 'RuntimeError: no Half' }
        : message;
    const { cpu } = judge(QUESTION, answers({}, refuseHalf), 'cpu');
    const halves = CPU_CASES.filter(({ dtype }) => dtype === 'float16').length;
    assert.deepEqual([cpu.identical, cpu.compared, cpu.rows.length], [200 - halves, 200 - halves, 200]);
    assert.equal(cpu.rows.filter((row) => 'error' in row).length, halves);
  });

  it('compares the GPU with its own numbers', () => {
    const { cuda } = judge(QUESTION, answers({ gpu: T4 }), 'cpu');
    assert.deepEqual([cuda?.identical, cuda?.compared, cuda?.gpu?.name], [24, 24, 'Tesla T4']);
    // Another number of processors draws other masks, where there is enough for all of them to do.
    const other = answers({ gpu: T4 });
    const gpu = { name: 'Tesla T4', multiprocessors: 41, threadsPerMultiprocessor: 1024 };
    const wrong = judge(QUESTION, { ...other, cuda: other.cuda && { ...other.cuda, gpu } }, 'cpu');
    assert.ok((wrong.cuda?.identical ?? 24) < 24);
  });

  it('lets the GPU’s differences leave the CPU’s verdict alone', () => {
    const { cpu, cuda, matching } = judge(QUESTION, answers({ gpu: T4 }, flipped('cuda', 3)), 'cpu');
    assert.deepEqual([cpu.identical, cuda?.identical, matching], [200, 23, undefined]);
    assert.equal(cuda?.firstDifference?.maskCase, CUDA_CASES[3]);
  });
});

describe('a case as Python code', () => {
  const [first = assert.fail()] = CPU_CASES;
  const lines = (special: object, device?: 'cuda') =>
    pythonCode({ ...first, ...special }, device).split('\n');

  it('is a script that prints the mask', () => {
    assert.deepEqual(lines({}), [
      'import torch',
      'torch.manual_seed(0)',
      'layer = torch.nn.Dropout(0.5)',
      'output = layer(torch.ones(3, 5))',
      'print((output > 0).long())',
    ]);
    assert.equal(
      printedMask(first, '001000110111101'),
      'tensor([[0, 0, 1, 0, 0],\n        [0, 1, 1, 0, 1],\n        [1, 1, 1, 0, 1]])',
    );
    assert.equal(printedMask({ ...first, shape: [] }, '1'), 'tensor(1)');
  });

  const codes: readonly [special: object, device: 'cuda' | undefined, line: string][] = [
    [
      { kind: 'AlphaDropout', p: 1, inplace: true },
      undefined,
      'layer = torch.nn.AlphaDropout(1.0, inplace=True)',
    ],
    [{ shape: [] }, undefined, 'output = layer(torch.ones(()))'],
    [{ shape: [4], strides: [2] }, undefined, 'output = layer(torch.ones(7).as_strided((4,), (2,)))'],
    [{ dtype: 'float16' }, undefined, 'output = layer(torch.ones(3, 5, dtype=torch.float16))'],
    [
      { strides: [1, 3], dtype: 'float64' },
      undefined,
      'output = layer(torch.ones(15, dtype=torch.float64).as_strided((3, 5), (1, 3)))',
    ],
    [{ earlierCalls: 2 }, undefined, 'for _ in range(3):'],
    [{ earlierCalls: 2 }, undefined, '    output = layer(torch.ones(3, 5))'],
    [{}, 'cuda', "output = layer(torch.ones(3, 5, device='cuda'))"],
    [{}, 'cuda', 'print((output > 0).long().cpu())'],
  ];
  for (const [special, device, line] of codes) {
    it(`has the line ${line.trim()}`, () => assert.ok(lines(special, device).includes(line)));
  }
});
