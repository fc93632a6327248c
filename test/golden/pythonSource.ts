import { reprNumber } from '../../src/torch';
import { numberOfCall } from './ownAnswers';
import type { CallCase, Case } from './randomCases';
import type { Step, TensorSpec } from './steps';

/* Python scripts that show what PyTorch answers to a case. */

export function reproduction(testCase: Case): string {
  const source = sourceOf(testCase);
  return source.includes('steps.storage') ? `import steps  # test/golden/steps.py\n${source}` : source;
}

function sourceOf(testCase: Case): string {
  const head = 'import base64, struct, torch';
  switch (testCase.about) {
    case 'sequence': {
      const { seed, steps } = testCase.sequence;
      const after =
        'print("next word:", torch.empty(1, dtype=torch.int64).random_(-2**63, None).item() % 2**64)';
      return [head, `torch.manual_seed(${seed})`, ...steps.map(stepSource), after].join('\n');
    }
    case 'normals': {
      const { seed, calls } = testCase.normals;
      const prints = calls.map(
        ({ dtype, numel, mean, std }) =>
          `print(torch.empty(${numel}, dtype=torch.${dtype}).normal_(${mean}, ${std}).tolist())`,
      );
      return ['import torch', `torch.manual_seed(${seed})`, ...prints].join('\n');
    }
    case 'algebra':
      return `import algebra  # test/golden/algebra.py\nprint(algebra.answer_algebra(${pythonLiteral(testCase.algebra)}))`;
    case 'program':
      return testCase.program.cells.join('\n# %%\n');
    case 'repr': {
      const { tensor, requiresGrad, gradFn, device } = testCase.printing;
      const lines = [head, `t = ${tensorSource(tensor)}`];
      if (requiresGrad === true || gradFn !== undefined) lines.push('t = t.clone().requires_grad_()');
      if (gradFn !== undefined) lines.push('t = t * 1');
      if (device !== undefined) lines.push('torch._C._get_default_device = lambda: "cuda"');
      return [...lines, 'print(t)'].join('\n');
    }
    case 'dropout':
      return [head, `torch.manual_seed(${testCase.seed})`, ...testCase.steps.flatMap(callSource)].join('\n');
    case 'printing':
      return [head, `print(${float32Source(testCase)})`].join('\n');
    case 'doubles': {
      const unpacked = `struct.iter_unpack("<d", base64.b64decode("${testCase.data}"))`;
      return [head, `print([repr(v) for (v,) in ${unpacked}])`].join('\n');
    }
    case 'literal':
      return `print(repr(${testCase.text}))`;
    case 'seed':
      return [head, `print(torch.manual_seed(${testCase.text}).initial_seed())`].join('\n');
  }
}

/** Plain data as Python writes it. */
function pythonLiteral(value: unknown): string {
  return JSON.stringify(value)
    .replace(/\bnull\b/g, 'None')
    .replace(/\btrue\b/g, 'True')
    .replace(/\bfalse\b/g, 'False');
}

function bool(flag: boolean): string {
  return flag ? 'True' : 'False';
}

function tuple(values: readonly number[]): string {
  return `(${values.join(', ')}${values.length === 1 ? ',' : ''})`;
}

function pSource(p: string): string {
  return p === 'nan' ? 'float("nan")' : p;
}

function tensorSource({ dtype, shape, values, numel, strides, offset = 0 }: TensorSpec): string {
  const memory = {
    ones: `torch.ones(${numel}, dtype=torch.${dtype})`,
    arange: `torch.arange(${numel}, dtype=torch.float64).to(torch.${dtype})`,
    ramp: `((torch.arange(${numel}, dtype=torch.float64) * 7919 % 10007 - 5003) / 64).to(torch.${dtype})`,
    special: `steps.storage(${JSON.stringify({ dtype, values, numel })})`,
  }[values];
  const given = `torch.frombuffer(bytearray(base64.b64decode("${values}")), dtype=torch.float64)[:${numel}].to(torch.${dtype})`;
  const base = numel === 0 ? `torch.empty(0, dtype=torch.${dtype})` : (memory ?? given);
  return strides
    ? `${base}.as_strided(${tuple(shape)}, ${tuple(strides)}, ${offset})`
    : `${base}.reshape(${tuple(shape)})`;
}

function stepSource(step: Step): string {
  const made = 'dtype' in step ? `, dtype=torch.${step.dtype}` : '';
  switch (step.call) {
    case 'dropout': {
      const { form, name, p = '0.5', inplace = false, training = true } = step;
      const x = tensorSource(step.input);
      if (form === 'module') {
        return `print(torch.nn.${name}(${pSource(p)}, ${bool(inplace)}).train(${bool(training)})(${x}))`;
      }
      if (form === 'operator') {
        return `print(torch.${name}${inplace ? '_' : ''}(${x}, ${pSource(p)}, ${bool(training)}))`;
      }
      const named = [
        ...(step.p === undefined ? [] : [`p=${pSource(p)}`]),
        ...(step.training === undefined ? [] : [`training=${bool(training)}`]),
        ...(inplace ? ['inplace=True'] : []),
      ];
      return `print(torch.nn.functional.${name}(${[x, ...named].join(', ')}))`;
    }
    case 'rand':
    case 'randn':
      return `print(torch.${step.call}(${tuple(step.shape)}${made}))`;
    case 'uniform_':
      return `print(torch.empty(${tuple(step.shape)}${made}).uniform_(${step.from}, ${step.to}))`;
    case 'normal_':
      return `print(torch.empty(${tuple(step.shape)}${made}).normal_(${step.mean}, ${step.std}))`;
    case 'bernoulli_':
      return `print(torch.empty(${tuple(step.shape)}${made}).bernoulli_(${step.prob}))`;
    case 'randint':
      return `print(torch.randint(${step.low}, ${step.high}, ${tuple(step.shape)}))`;
    case 'randperm':
      return `print(torch.randperm(${step.n}))`;
    case 'bernoulli':
      return `print(torch.bernoulli(${tensorSource(step.input)}))`;
    case 'linear':
      return `print(list(torch.nn.Linear(${step.in}, ${step.out}, bias=${bool(step.bias)}${made}).parameters()))`;
    case 'conv': {
      const sizes = `${step.in}, ${step.out}, ${tuple(step.kernel)}, groups=${step.groups}`;
      return `print(list(torch.nn.${step.name}(${sizes}, bias=${bool(step.bias)}${made}).parameters()))`;
    }
    case 'loader': {
      const named = `batch_size=${step.batch}, shuffle=${bool(step.shuffle)}`;
      return `print(list(torch.utils.data.DataLoader(range(${step.n}), ${named})))`;
    }
  }
}

function float32Source({ shape, data }: { shape: number[]; data: string }): string {
  if (data === '') return `torch.zeros(${JSON.stringify(shape)})`;
  return `torch.frombuffer(bytearray(base64.b64decode("${data}")), dtype=torch.float32).reshape(${JSON.stringify(shape)})`;
}

function callSource(step: CallCase | number): string[] {
  if (typeof step === 'number') return [`torch.rand(${step})`];
  const p = numberOfCall(step);
  const source = Number.isFinite(p.value) ? reprNumber(p) : `float("${reprNumber(p)}")`;
  const layer = `torch.nn.${step.kind}(${source}, inplace=${bool(step.inplace)})`;
  return [`layer = ${layer}.train(${bool(step.training)})`, `print(layer(${float32Source(step)}))`];
}
