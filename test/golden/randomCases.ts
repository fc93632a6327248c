import { LAYER_KINDS, type DropoutKind } from '../../src/torch';
import type { NormalsCase } from './normals';
import type { AlgebraCase } from './algebra';
import { RandomAlgebra } from './randomAlgebra';
import { RandomChoices } from './randomChoices';
import { RandomSequences } from './randomSequences';
import { mutated, mutatedBehindImports } from './mutations';
import { type Program, RandomPrograms } from './randomPrograms';
import { RandomDoubtedPrograms } from './randomDoubtedPrograms';
import { RandomLayerPrograms } from './randomLayerPrograms';
import { RandomTorchPrograms } from './randomTorchPrograms';
import { SplicedPrograms } from './splicedPrograms';
import type { PrintingCase, Sequence } from './steps';

/* Random cases for differential.ts, the same ones for the same seed. Sent to Python as JSON, and so of plain data. */

export interface TensorCase {
  shape: number[];
  /** The float32 bytes, base64. */
  data: string;
}

export interface CallCase extends TensorCase {
  kind: DropoutKind;
  /** The bits of the double, 16 hex digits: JSON has neither -0 nor nan. */
  p: string;
  /** Whether p is an int in Python. */
  int: boolean;
  inplace: boolean;
  training: boolean;
}

export type Case =
  | { about: 'dropout'; seed: string; steps: (CallCase | number)[] }
  | ({ about: 'printing' } & TensorCase)
  | { about: 'sequence'; sequence: Sequence }
  | { about: 'normals'; normals: NormalsCase }
  | { about: 'algebra'; algebra: AlgebraCase }
  | { about: 'program'; program: Program }
  | { about: 'repr'; printing: PrintingCase }
  | { about: 'doubles'; data: string }
  | { about: 'literal'; text: string }
  | { about: 'seed'; text: string };

/** The bits of a double, most significant first. */
export function hexOf(value: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString('hex');
}

/** After so many others there is no case of the kind that was asked for. */
const MOST_TRIES = 10_000;

export class RandomCases extends RandomChoices {
  readonly #sequences: RandomSequences;

  readonly #algebra: RandomAlgebra;

  readonly #programs: RandomPrograms;

  readonly #torchPrograms: RandomTorchPrograms;

  readonly #layerPrograms: RandomLayerPrograms;

  readonly #doubtedPrograms: RandomDoubtedPrograms;

  #splicedPrograms: SplicedPrograms | undefined;

  constructor(readonly seed: string) {
    super(seed);
    this.#sequences = new RandomSequences(this.random, () => this.#distribution());
    this.#algebra = new RandomAlgebra(this.random);
    this.#programs = new RandomPrograms(seed);
    this.#torchPrograms = new RandomTorchPrograms(seed);
    this.#layerPrograms = new RandomLayerPrograms(seed);
    this.#doubtedPrograms = new RandomDoubtedPrograms(seed);
  }

  /** @param only what it is about; anything where it is left out. */
  next(only?: string): Case {
    if (only === 'doubted') return { about: 'program', program: this.#doubtedPrograms.next() };
    if (only === 'spliced') {
      this.#splicedPrograms ??= new SplicedPrograms(this.seed);
      return { about: 'program', program: this.#splicedPrograms.next() };
    }
    if (only === 'algebra' || (only === undefined && this.random() < 0.4)) {
      return { about: 'algebra', algebra: this.#algebra.next() };
    }
    if (only === 'program' || (only === undefined && this.random() < 0.1)) {
      const isMutated = this.random() < 0.3;
      if (this.random() < 0.7) {
        const program = this.pick([this.#torchPrograms, this.#layerPrograms, this.#doubtedPrograms]).next();
        return {
          about: 'program',
          program: isMutated ? mutatedBehindImports(program, this.random) : program,
        };
      }
      const program = this.#programs.next();
      return { about: 'program', program: isMutated ? mutated(program, this.random) : program };
    }
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const found = this.#other();
      if (only === undefined || found.about === only) return found;
    }
    throw new Error(`There are no random cases about "${only}".`);
  }

  #other(): Case {
    const choice = this.random();
    if (choice < 0.35) return { about: 'sequence', sequence: this.#sequences.sequence(this.#seed(0)) };
    if (choice < 0.4) return { about: 'normals', normals: this.#sequences.normals(this.#seed(0)) };
    if (choice < 0.57) return this.#dropout();
    if (choice < 0.75) return { about: 'repr', printing: this.#sequences.printing() };
    if (choice < 0.9)
      return { about: 'printing', ...this.#tensor(this.#shape(this.pick([4, 40, 400, 1500])), true) };
    if (choice < 0.93)
      return { about: 'doubles', data: base64(Float64Array.from({ length: 50 }, () => this.#double())) };
    if (choice < 0.97) return { about: 'literal', text: this.#literal() };
    return { about: 'seed', text: this.#seed() };
  }

  #dropout(): Case {
    const steps = Array.from({ length: 1 + this.upTo(3) }, () => {
      if (this.random() < 0.2) return 1 + this.upTo(700);
      const { p, int } = this.#p();
      const kind = this.pick(LAYER_KINDS);
      const shape = this.#shape(this.pick([4, 20, 100, 1000, 2500]));
      return {
        ...this.#tensor(shape, this.random() < 0.5),
        kind,
        p,
        int,
        inplace: this.random() < 0.2,
        training: this.random() < 0.9,
      };
    });
    return { about: 'dropout', seed: this.#seed(0), steps };
  }

  #p(): { p: string; int: boolean } {
    const choice = this.random();
    if (choice < 0.05) return { p: hexOf(this.pick([0, 1])), int: true };
    if (choice < 0.07) return { p: hexOf(this.pick([2, -1, 1e20, -(2 ** 60)])), int: true };
    if (choice < 0.2)
      return { p: hexOf(this.pick([0, 1, -0, NaN, 0.5, 0.1, 1.5, -1e-9, Infinity])), int: false };
    if (choice < 0.3) return { p: hexOf(1 - 10 ** (-16 * this.random())), int: false };
    if (choice < 0.4) return { p: hexOf(10 ** (-20 * this.random())), int: false };
    return { p: hexOf(this.random()), int: false };
  }

  /** Mostly in range; out of range now and then where that is `allowed`. */
  #seed(allowed = 0.2): string {
    const bits = BigInt(`0x${hexOf(this.random())}`) * BigInt(this.upTo(2 ** 31));
    if (this.random() < allowed)
      return String(this.pick([-1n, 1n]) * (bits + (this.random() < 0.5 ? 2n ** 63n : 2n ** 64n)));
    if (this.random() < 0.4) return String(this.upTo(1000) - 100);
    return String(this.random() < 0.3 ? BigInt.asIntN(64, bits) : BigInt.asUintN(64, bits));
  }

  /** A shape of any rank up to 6 with about `numel` elements, or none. */
  #shape(numel: number): number[] {
    const dim = this.pick([0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6]);
    const shape = Array.from({ length: dim }, () => 1);
    let left = numel * this.random();
    for (const i of shape.keys()) {
      const size =
        i === dim - 1
          ? Math.max(1, Math.floor(left))
          : 1 + this.upTo(Math.max(1, Math.min(left, 2 * left ** (1 / (dim - i)))));
      shape[i] = size;
      left /= size;
    }
    if (dim > 0 && this.random() < 0.02) shape[this.upTo(dim)] = 0;
    return this.random() < 0.5 ? shape : shape.reverse();
  }

  #tensor(shape: number[], wild: boolean): TensorCase {
    const numel = shape.reduce((product, size) => product * size, 1);
    const value = wild ? this.#distribution() : () => Math.round(this.random() * 20) / 4 - 2;
    return { shape, data: base64(Float32Array.from({ length: numel }, value)) };
  }

  /** Values of one of the kinds that printing treats differently, some of them special. */
  #distribution(): () => number {
    const random = this.random;
    const sign = random() < 0.5 ? () => 1 : () => (random() < 0.5 ? 1 : -1);
    const special = random() < 0.6 ? 0 : random() * 0.5;
    const low = -46 + 85 * random();
    const spread = random() < 0.5 ? 3.5 * random() : 85 * random();
    const digits = 1 + this.upTo(9);
    const place = 10 ** this.upTo(8);
    const binary = 2 ** -this.upTo(30);
    const plain = this.pick([
      () => Math.floor(random() * 10 ** digits),
      () => random(),
      () => 10 ** (low + spread * random()),
      () => (2 * Math.floor(random() * 10 ** Math.min(digits, 6)) + 1) / 32,
      () => ((2 * (50000 + Math.floor(random() * 50000)) + 1) / 2) * (10 ** this.upTo(9) / 1000),
      () => (2 * (50000 + Math.floor(random() * 50000)) + 1) * 5 ** this.upTo(4) * binary,
      () => Math.round(random() * place) / place,
      () => (1 + Math.round((random() - 0.5) * 8) * 2 ** -23) * 10 ** (this.upTo(16) - 6),
      () => new DataView(Uint32Array.of(random() * 2 ** 32).buffer).getFloat32(0),
    ]);
    return () => (random() < special ? this.pick([0, -0, NaN, Infinity, -Infinity]) : sign() * plain());
  }

  #double(): number {
    const bits = () => this.upTo(2 ** 32);
    const any = new DataView(Uint32Array.of(bits(), bits()).buffer).getFloat64(0);
    return this.pick([
      any,
      this.random(),
      10 ** (60 * this.random() - 30),
      this.upTo(1e6) / 1000,
      10 ** this.upTo(25),
    ]);
  }

  #literal(): string {
    const piece = () =>
      this.pick([
        '0',
        '1',
        '9',
        '12',
        '.',
        '_',
        'e',
        'E',
        '-',
        '+',
        '0x',
        '0b',
        '0o',
        'f',
        ' ',
        '0.',
        '1e',
        '7',
      ]);
    return Array.from({ length: 1 + this.upTo(7) }, piece).join('');
  }
}

function base64(values: Float32Array | Float64Array): string {
  return Buffer.from(values.buffer).toString('base64');
}
