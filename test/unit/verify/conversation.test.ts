import assert from 'node:assert/strict';
import {
  Conversation,
  CPU_CASES,
  CUDA_CASES,
  type Ending,
  type Message,
  type Outcome,
} from '../../../src/verify/comparison';
import { answersOf } from '../../fakes/answers';

const QUESTION = { cpu: CPU_CASES, cuda: CUDA_CASES };
const EXITED: Ending = { how: 'exited', status: 'exit status 0' };
const T4 = { name: 'Tesla T4', multiprocessors: 40, threadsPerMultiprocessor: 1024 };

const perfect = answersOf();
const withGpu = answersOf({ gpu: T4 });

/** Says these lines, as far as they are listened to. */
function told(
  lines: readonly (Message | string)[],
  ending: Ending = EXITED,
): { outcome: Outcome; problem: string | undefined } {
  const conversation = new Conversation(QUESTION);
  let problem: string | undefined;
  for (const line of lines) {
    problem = conversation.hear(typeof line === 'string' ? line : JSON.stringify(line));
    if (problem !== undefined) break;
  }
  return {
    outcome: conversation.outcome(problem === undefined ? ending : { how: 'refused', reason: problem }),
    problem,
  };
}

function answersIn(outcome: Outcome) {
  return outcome.type === 'answers' ? outcome.answers : assert.fail(JSON.stringify(outcome));
}

describe('the conversation with the script', () => {
  it('ends in all its answers', () => {
    const { cpu, cuda, torch, python } = answersIn(told(perfect).outcome);
    assert.deepEqual([cpu.length, cuda, torch, python], [200, undefined, '2.13.0+cpu', '3.11.2']);
  });

  it('counts what was answered', () => {
    const conversation = new Conversation(QUESTION);
    assert.equal(conversation.torch, undefined);
    for (const message of perfect.slice(0, 43)) conversation.hear(JSON.stringify(message));
    assert.deepEqual([conversation.answered, conversation.torch], [42, '2.13.0+cpu']);
  });

  it('takes the GPU’s answers beside the CPU’s', () => {
    const { cuda } = answersIn(told(withGpu).outcome);
    assert.deepEqual(
      [cuda?.gpu?.name, cuda?.answers.length, cuda?.problem],
      ['Tesla T4', CUDA_CASES.length, undefined],
    );
  });

  it('keeps what PyTorch raised as the answer to that case', () => {
    const error = 'RuntimeError: "bernoulli_scalar_cpu_" not implemented for \'Half\'';
    const refused = { type: 'refused', device: 'cpu', index: 0, error } as const;
    const lines = perfect.map((message, i) => (i === 1 ? refused : message));
    assert.deepEqual(answersIn(told(lines).outcome).cpu[0], { error });
  });

  it('says that there is no PyTorch, or none that works', () => {
    for (const missing of [true, false]) {
      const noTorch = { python: '3.11.2', missing, error: 'ModuleNotFoundError: …' };
      assert.deepEqual(told([{ type: 'noTorch', protocol: 1, ...noTorch }]).outcome, {
        type: 'noTorch',
        ...noTorch,
      });
    }
  });

  const endings: readonly Ending[] = [
    EXITED,
    { how: 'notFound' },
    { how: 'notStarted', reason: 'EACCES' },
    { how: 'timedOut' },
    { how: 'tooMuchOutput' },
    { how: 'cancelled' },
  ];
  for (const ending of endings) {
    it(`has failed when it breaks off: ${ending.how}`, () => {
      assert.deepEqual(told(perfect.slice(0, 150), ending).outcome, { type: 'failed', ending });
      assert.deepEqual(told([], ending).outcome, { type: 'failed', ending });
    });
  }

  describe('whatever goes wrong with the GPU', () => {
    const broken: readonly [
      what: string,
      lines: readonly (Message | string)[],
      ending: Ending,
      problem: RegExp,
    ][] = [
      ['a crash', withGpu.slice(0, 210), { how: 'exited', status: 'SIGSEGV' }, /SIGSEGV/],
      ['a crash before it is named', perfect.slice(0, 201), { how: 'exited', status: 'SIGSEGV' }, /SIGSEGV/],
      ['a hang', withGpu.slice(0, 202), { how: 'timedOut' }, /too long/],
      ['garbage', [...withGpu.slice(0, 210), 'CUDA error'], EXITED, /not the script’s/],
      [
        'an error',
        [...perfect.slice(0, 201), { type: 'noGpu', error: 'RuntimeError: no driver' }, { type: 'done' }],
        EXITED,
        /no driver/,
      ],
    ];
    for (const [what, lines, ending, problem] of broken) {
      it(`keeps the CPU’s answers: ${what}`, () => {
        const { cpu, cuda } = answersIn(told(lines, ending).outcome);
        assert.equal(cpu.length, 200);
        assert.match(cuda?.problem ?? '', problem);
      });
    }

    it('ends without a verdict when the reader cancels', () => {
      assert.equal(told(withGpu.slice(0, 210), { how: 'cancelled' }).outcome.type, 'failed');
    });
  });

  describe('refuses what the script cannot have said', () => {
    const [hello = assert.fail(), first = assert.fail(), second = assert.fail()] = perfect;
    const done: Message = { type: 'done' };
    const gpu: Message = { type: 'gpu', ...T4 };
    const refused: readonly [what: string, lines: readonly unknown[]][] = [
      ['text', ['Welcome to this interpreter!']],
      ['an empty line', ['']],
      ['a list', [[]]],
      ['null', ['null']],
      ['a message of no kind', [{ index: 0 }]],
      ['another protocol', [{ ...hello, protocol: 2 }]],
      ['a mask before the introduction', [first]],
      ['two introductions', [hello, hello]],
      [
        'no PyTorch after there was one',
        [hello, { type: 'noTorch', protocol: 1, python: '3', missing: true, error: '' }],
      ],
      ['a case twice', [hello, first, first]],
      ['a case too early', [hello, second]],
      ['a mask of the wrong size', [hello, { ...first, mask: '0101' }]],
      ['a mask of other characters', [hello, { ...first, mask: 'x'.repeat(15) }]],
      ['a GPU before the CPU is done', [hello, first, gpu]],
      ['the GPU’s answers before its name', [...perfect.slice(0, 201), { ...first, device: 'cuda' }]],
      ['a GPU without threads', [...perfect.slice(0, 201), { ...gpu, threadsPerMultiprocessor: 0 }]],
      ['the end before the answers', [hello, first, done]],
      ['more after the end', [...perfect, done]],
      ['a case too many', [...perfect.slice(0, 201), { ...first, index: 200 }]],
    ];
    for (const [what, lines] of refused) {
      it(what, () => {
        const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
        assert.ok(told(texts).problem);
      });
    }
  });
});
