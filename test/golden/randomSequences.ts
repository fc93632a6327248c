import type { DType, FloatDType } from '../../src/torch';
import type { NormalsCase } from './normals';
import type { DropoutStep, PrintingCase, Sequence, Step, TensorSpec } from './steps';
import { RandomChoices } from './randomChoices';
import { randomView } from './randomView';

/* Random sequences of calls, and tensors to print, for differential.ts: wilder than the goldens of random_steps.py. */

const FLOATS: FloatDType[] = ['float32', 'float64', 'float16', 'bfloat16'];
const DTYPES: DType[] = [...FLOATS, ...FLOATS, 'int64', 'bool'];

const NAMES = {
  module: ['Dropout', 'Dropout1d', 'Dropout2d', 'Dropout3d', 'AlphaDropout', 'FeatureAlphaDropout'],
  functional: ['dropout', 'dropout1d', 'dropout2d', 'dropout3d', 'alpha_dropout', 'feature_alpha_dropout'],
  operator: ['dropout', 'feature_dropout', 'alpha_dropout', 'feature_alpha_dropout'],
} as const;

export class RandomSequences extends RandomChoices {
  constructor(
    random: () => number,
    /** Values of one of the kinds that printing treats differently. */
    readonly distribution: () => () => number,
  ) {
    super(random);
  }

  sequence(seed: string): Sequence {
    const steps = Array.from({ length: 1 + this.upTo(4) }, () =>
      this.random() < 0.5 ? this.#dropout() : this.#other(),
    );
    return { seed, steps };
  }

  normals(seed: string): NormalsCase {
    const calls = Array.from({ length: 1 + this.upTo(4) }, () => {
      const dtype = this.pick(FLOATS);
      const wide = dtype === 'float64' && this.random() < 0.2;
      const size = (): number => 10 ** ((this.random() - 0.5) * (wide ? 600 : 8));
      return {
        dtype,
        numel: this.pick([this.upTo(16), this.upTo(16), 16 + this.upTo(200), 2000]),
        mean: this.pick([0, 0, 1, size(), -size()]),
        std: this.pick([1, 1, 0, size()]),
      };
    });
    return { seed, calls };
  }

  printing(): PrintingCase {
    const dtype = this.pick(DTYPES);
    const tensor = this.#tensor(this.pick([4, 12, 40, 200, 1200, 3000]), dtype);
    const floating = dtype !== 'int64' && dtype !== 'bool';
    return {
      tensor,
      ...(floating && this.random() < 0.2 ? { requiresGrad: true } : {}),
      ...(floating && this.random() < 0.2 ? { gradFn: 'MulBackward0' } : {}),
      ...(this.random() < 0.2 ? { device: 'cpu' } : {}),
    };
  }

  #dropout(): DropoutStep {
    const form = this.pick(['module', 'functional', 'operator'] as const);
    const step: DropoutStep = {
      ...{ call: 'dropout', form, name: this.pick(NAMES[form]) },
      input: this.#tensor(this.pick([4, 20, 100, 1000, 5000]), this.pick(DTYPES)),
      p: this.#p(),
      training: this.random() < 0.93,
      ...(this.random() < 0.25 ? { inplace: true } : {}),
    };
    if (form === 'functional' && this.random() < 0.15) delete step.p;
    if (form === 'functional' && this.random() < 0.15) delete step.training;
    return step;
  }

  #p(): string {
    const choice = this.random();
    if (choice < 0.15) return this.pick(['0', '1', '0.5', '0.1', '1.5', '-1', 'nan', '2']);
    if (choice < 0.3) return python(1 - 10 ** (-16 * this.random()));
    if (choice < 0.4) return python(10 ** (-20 * this.random()));
    return python(this.random());
  }

  #other(): Step {
    const dtype = this.pick(FLOATS);
    const shape = this.#shape(this.pick([4, 15, 16, 17, 40, 300, 2000]));
    const bias = this.random() < 0.8;
    const wide = () =>
      this.random() < 0.3 ? this.upTo(7) - 3 : (this.random() - 0.5) * 10 ** (10 * this.random() - 5);
    switch (this.upTo(10)) {
      case 0:
        return { call: 'rand', dtype, shape };
      case 1: {
        const [from, to] = [wide(), wide()];
        return { call: 'uniform_', dtype, shape, from, to };
      }
      case 2:
        return { call: 'randn', dtype, shape };
      case 3: {
        const std = this.pick([0, 1, 0.02, Math.abs(wide())]);
        return { call: 'normal_', dtype, shape, mean: this.pick([0, wide()]), std };
      }
      case 4: {
        const low = this.random() < 0.5 ? 0n : BigInt(Math.floor((this.random() - 0.5) * 2 ** 40));
        const range = BigInt(Math.floor(2 ** (62 * this.random())));
        return { call: 'randint', shape, low: String(low), high: String(low + range) };
      }
      case 5:
        return { call: 'randperm', n: this.upTo(this.pick([3, 20, 2000])) };
      case 6: {
        const numel = shape.reduce((product, size) => product * size, 1);
        const values = Float64Array.from({ length: numel }, () => this.pick([0, 1, 0.5, this.random()]));
        return { call: 'bernoulli', input: { dtype, shape, values: base64(values), numel } };
      }
      case 7:
        return { call: 'bernoulli_', dtype, shape, prob: this.pick([0, 1, 0.5, this.random()]) };
      case 8:
        return { call: 'linear', dtype, in: 1 + this.upTo(40), out: 1 + this.upTo(20), bias };
      default: {
        const dims = 1 + this.upTo(3);
        const groups = 1 + this.upTo(2);
        const name = `Conv${this.random() < 0.3 ? 'Transpose' : ''}${dims}d`;
        const kernel = Array.from({ length: dims }, () => 1 + this.upTo(3));
        const [inputs, outputs] = [groups * (1 + this.upTo(4)), groups * (1 + this.upTo(4))];
        return { call: 'conv', dtype, name, in: inputs, out: outputs, kernel, groups, bias };
      }
    }
  }

  /** A tensor, often a permuted, sliced or expanded view of its memory. */
  #tensor(about: number, dtype: DType): TensorSpec {
    const shape = this.#shape(about);
    const numel = shape.reduce((product, size) => product * size, 1);
    if (numel === 0 || shape.length === 0 || this.random() < 0.6) {
      return { dtype, shape, values: this.#values(numel, dtype), numel };
    }
    const view = randomView(shape, this.random);
    return { dtype, shape, values: this.#values(view.numel, dtype), ...view };
  }

  #values(count: number, dtype: DType): string {
    if (dtype === 'bool') return this.pick(['ones', 'arange']);
    if (dtype === 'int64') {
      const digits = 1 + this.upTo(15);
      const integers = Float64Array.from(
        { length: count },
        () => Math.trunc((this.random() - 0.5) * 10 ** digits) + 0,
      );
      return base64(integers);
    }
    if (this.random() < 0.3) return this.pick(['ones', 'arange', 'ramp', 'special']);
    return base64(Float64Array.from({ length: count }, this.distribution()));
  }

  #shape(about: number): number[] {
    return this.shapeOf(about, this.pick([0, 1, 1, 2, 2, 2, 3, 3, 4, 5]));
  }
}

/** A number as Python reads it as the same float; JavaScript writes 1 where Python has 1.0. */
function python(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

function base64(values: Float64Array): string {
  return Buffer.from(values.buffer).toString('base64');
}
