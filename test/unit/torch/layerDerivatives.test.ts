// What a gradient is: it weighs each change of an operand as the layer's result weighs it.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type FloatDType } from '../../../src/torch';
import * as algebra from '../../../src/torch/algebra';
import type { Derivative } from '../../../src/torch/derivatives';
import {
  ofConvolution,
  ofEmbedding,
  ofGelu,
  ofNormalized,
  ofPooling,
} from '../../../src/torch/layerDerivatives';

type Enclosure = algebra.Enclosure;

/** Small integers, so that all sums are exact; with 64 bits, numbers between. */
function drawn(shape: readonly number[], seed: number, dtype: FloatDType = 'float32'): Enclosure {
  const made = algebra.fullOf(shape, algebra.intScalar(0), dtype);
  const scale = dtype === 'float64' ? 0.37 : 1;
  made.write(
    Float64Array.from({ length: made.numel }, (_, i) => (((i * 7 + seed * 13 + i * i * 3) % 11) - 5) * scale),
  );
  return made;
}

function weighed(a: Enclosure, b: Enclosure): number {
  const [x, y] = [a, b].map((one) => Array.from(one.tensor.values() as ArrayLike<number>));
  return (x ?? []).reduce((sum, value, i) => sum + value * (y?.[i] ?? 0), 0);
}

function gradient(derivative: Derivative, operand: Enclosure, g: Enclosure): Enclosure {
  const found = derivative.gradients(g).find(([one]) => one === operand);
  assert.ok(found);
  return found[1]();
}

const size = fc.integer({ min: 1, max: 3 });

describe('gradients of layers', () => {
  it('weigh an input, a filter and a bias as the convolution does', () => {
    fc.assert(
      fc.property(
        fc.nat(99),
        fc.array(fc.tuple(size, size, fc.nat(1), size, fc.nat(4)), { minLength: 1, maxLength: 2 }),
        size,
        size,
        (seed, dims, depth, filters) => {
          const kernel = dims.map(([k]) => k);
          const dilation = dims.map(([, d]) => d);
          const padding = dims.map(([k, d, p]) => Math.min(p, d * (k - 1)));
          const window = { kernel, stride: dims.map(([, , , s]) => s), padding, dilation };
          const sizes = dims.map(([k, d, , , more]) => d * (k - 1) + 1 + more);
          const [x, w, b] = [
            drawn([2, depth, ...sizes], seed),
            drawn([filters, depth, ...kernel], seed + 1),
            drawn([filters], seed),
          ];
          const convolved = (input: Enclosure, weight: Enclosure, bias?: Enclosure): Enclosure => {
            const windows = algebra.windowsOf(input, window, algebra.intScalar(0));
            assert.ok(windows);
            return algebra.convolved(windows, weight, bias, 1);
          };
          const g = drawn(convolved(x, w).shape, seed + 2);
          const derivative = ofConvolution(x, w, b, window);
          const [otherX, otherW] = [drawn(x.shape, seed + 3), drawn(w.shape, seed + 4)];
          assert.equal(weighed(convolved(otherX, w), g), weighed(otherX, gradient(derivative, x, g)));
          assert.equal(weighed(convolved(x, otherW), g), weighed(otherW, gradient(derivative, w, g)));
          const zero = algebra.fullOf(w.shape, algebra.intScalar(0), 'float32');
          assert.equal(weighed(convolved(x, zero, b), g), weighed(b, gradient(derivative, b, g)));
        },
      ),
    );
  });

  it('weigh an input as pooling does, and rows as an embedding does', () => {
    fc.assert(
      fc.property(fc.nat(99), fc.constantFrom(1, 2, 4), fc.nat(1), fc.nat(5), (seed, kernel, gap, more) => {
        const x = drawn([1, 2, kernel + more], seed);
        const window = { kernel: [kernel], stride: [kernel + gap], padding: [0], dilation: [1] };
        for (const kind of ['max', 'avg'] as const) {
          const windows = algebra.windowsOf(x, window, algebra.intScalar(0));
          assert.ok(windows);
          const y = algebra.pooled(windows, kind, 1);
          const g = drawn(y.shape, seed + 1);
          assert.equal(weighed(y, g), weighed(x, gradient(ofPooling(x, window, kind), x, g)));
        }
        const [rows, indices] = [drawn([4, 3], seed), algebra.fullOf([5], algebra.intScalar(0))];
        indices.write(BigInt64Array.from([0n, 3n, 1n, 3n, BigInt(seed % 4)]));
        const g = drawn([5, 3], seed + 1);
        const picked = algebra.index(rows, [{ type: 'tensor', tensor: indices }]);
        assert.equal(
          weighed(picked, g),
          weighed(rows, gradient(ofEmbedding(rows, indices, undefined), rows, g)),
        );
        assert.equal(
          weighed(
            algebra.select(gradient(ofEmbedding(rows, indices, 3), rows, g), 0, 3),
            algebra.select(rows, 0, 3),
          ),
          0,
        );
      }),
    );
  });

  it('are slopes of what normalises, and of GELU', () => {
    fc.assert(
      fc.property(fc.nat(99), fc.integer({ min: 3, max: 6 }), fc.boolean(), (seed, columns, isBatch) => {
        const [x, g] = [drawn([4, columns], seed, 'float64'), drawn([4, columns], seed + 1, 'float64')];
        const [over, shared] = isBatch ? [[0], [0]] : [[1], [0]];
        const affine = {
          weight: drawn([columns], seed + 2, 'float64'),
          bias: drawn([columns], seed + 3, 'float64'),
        };
        const eps = 0.1;
        const normalized = (input: Enclosure, scale = affine.weight): Enclosure =>
          algebra.normalized(input, algebra.moments(input, over), eps, { ...affine, weight: scale });
        const derivative = ofNormalized({
          x,
          ...algebra.moments(x, over),
          eps,
          over,
          affine,
          scale: affine.weight,
          shared,
          inDoubles: true,
        });
        slopesOf(x, normalized, g, gradient(derivative, x, g));
        slopesOf(affine.weight, (scale) => normalized(x, scale), g, gradient(derivative, affine.weight, g));
        slopesOf(x, (input) => algebra.gelu(input, 'none'), g, gradient(ofGelu(x), x, g));
      }),
      { numRuns: 30 },
    );
  });
});

/** Compares a gradient with what small steps to both sides change. */
function slopesOf(x: Enclosure, compute: (x: Enclosure) => Enclosure, g: Enclosure, found: Enclosure): void {
  const step = 1e-5;
  const values = Array.from(x.tensor.values() as ArrayLike<number>);
  const slopes = Array.from(found.tensor.values() as ArrayLike<number>);
  for (const i of values.keys()) {
    const [above = 0, below = 0] = [step, -step].map((off) => {
      const moved = algebra.clone(x);
      moved.write(Float64Array.from(values, (value, j) => (i === j ? value + off : value)));
      return weighed(compute(moved), g);
    });
    const slope = (above - below) / (2 * step);
    assert.ok(Math.abs(slope - (slopes[i] ?? 0)) < 1e-5 * (1 + Math.abs(slope)), `${slope} ${slopes[i]}`);
  }
}
