import * as algebra from '../../../torch/algebra';
import { StrValue, TupleValue, type Value } from '../object/values';
import { inheritRecipe } from './memory';
import type { TorchCall } from './torchCall';
import { both, type Definition } from './definitions';
import { alone, ofCat, ofStack, oneOfSeveral, reshaping, selecting } from '../../../torch/derivatives';
import type { Derivative } from '../../../torch/derivatives';

type View = (call: TorchCall, x: algebra.Enclosure) => algebra.Enclosure;

function viewOf(name: string, signature: string, gradName: string, view: View): Definition {
  return both(name, signature, (call) => {
    const x = call.enclosure('input');
    // What is repeated gets the sum of the gradients.
    const derivative =
      gradName === 'ExpandBackward0' ? alone(x, (g) => g) : selecting(x, (other) => view(call, other));
    return call.result(view(call, x), gradName, derivative);
  });
}

/** The shape of a tensor of which nothing else is taken, and to which no gradient goes. */
function otherShape(call: TorchCall): readonly number[] {
  const { shape } = call.enclosure('other');
  call.note('other', new StrValue(shape.join()));
  call.tensors.splice(1);
  return shape;
}

/** A tensor in another shape: a view where that is possible. */
export function reshaped(call: TorchCall, x: algebra.Enclosure, result: algebra.Enclosure): Value {
  return call.result(
    result,
    result.sharesMemoryWith(x) ? 'ViewBackward0' : 'UnsafeViewBackward0',
    reshaping(x),
  );
}

function pieces(
  call: TorchCall,
  split: (x: algebra.Enclosure) => readonly algebra.Enclosure[],
  gradName: string,
): Value {
  const x = call.enclosure('input');
  const parts = split(x);
  call.spend(parts.length);
  const ofPart = (i: number): Derivative => oneOfSeveral(x, (other) => split(other)[i] ?? other);
  return new TupleValue(parts.map((part, i) => call.result(part, gradName, ofPart(i))));
}

function flattened(call: TorchCall): Value {
  const x = call.enclosure('input');
  return reshaped(call, x, algebra.flatten(x, call.intOr('start_dim', 0), call.intOr('end_dim', -1)));
}

/** The shape that a tensor is repeated to, before it is made. */
function repeated(call: TorchCall, counts: readonly number[], x: algebra.Enclosure): algebra.Enclosure {
  call.spend(counts.reduce((product, count) => product * Math.max(count, 0), Math.max(x.numel, 1)));
  return algebra.repeat(x, counts);
}

function expanded(call: TorchCall, x: algebra.Enclosure, shape: readonly number[]): algebra.Enclosure {
  const result = algebra.expand(x, shape);
  call.spend(result.numel);
  return result;
}

function triangle(name: string, compute: typeof algebra.tril, gradName: string): Definition {
  return both(`${name} _`, 'input, diagonal', (call) =>
    call.result(compute(call.enclosure('input'), call.intOr('diagonal', 0)), gradName),
  );
}

/** Puts tensors together along a dimension. */
function joining(
  names: string,
  compute: typeof algebra.cat,
  gradName: string,
  derivative: typeof ofCat,
): Definition {
  return both(`torch.${names}`, 'tensors, dim', (call) => {
    const parts = call.tensorList(call.need('tensors')).map(({ enclosure }) => enclosure);
    const dim = call.intOr('dim', 0);
    return call.result(compute(parts, dim), gradName, derivative(parts, dim));
  });
}

/** What makes another shape of the same elements, or puts tensors together. */
export const shapes: readonly Definition[] = [
  both('.view', 'input, dtype, *rest', (call) => {
    const given = call.get('dtype');
    if (given?.kind === 'native') return call.leave('view(dtype)');
    const x = call.enclosure('input');
    return call.result(algebra.view(x, call.sizes('dtype')), 'ViewBackward0', reshaping(x));
  }),
  viewOf('.view_as', 'input, other', 'ViewBackward0', (call, x) => algebra.view(x, otherShape(call))),
  both('reshape', 'input, shape, *rest', (call) => {
    const x = call.enclosure('input');
    return reshaped(call, x, algebra.reshape(x, call.sizes('shape')));
  }),
  both('.reshape_as', 'input, other', (call) => {
    const x = call.enclosure('input');
    return reshaped(call, x, algebra.reshape(x, otherShape(call)));
  }),
  both('flatten', 'input, start_dim, end_dim', flattened),
  both('ravel', 'input', flattened),
  both('unflatten', 'input, dim, sizes', (call) =>
    call.result(
      algebra.unflatten(call.enclosure('input'), call.wholeNumber('dim'), call.intList('sizes')),
      'ViewBackward0',
      reshaping(call.enclosure('input')),
    ),
  ),
  both('squeeze', 'input, dim', (call) => {
    const dim = call.ifGiven('dim');
    const x = call.enclosure('input');
    if (dim === undefined) return call.result(algebra.squeeze(x), 'SqueezeBackward0', reshaping(x));
    const isOne = dim.kind === 'int';
    return call.result(
      algebra.squeeze(x, call.asInts(dim)),
      isOne ? 'SqueezeBackward1' : 'SqueezeBackward2',
      reshaping(x),
    );
  }),
  viewOf('unsqueeze', 'input, dim', 'UnsqueezeBackward0', (call, x) =>
    algebra.unsqueeze(x, call.wholeNumber('dim')),
  ),
  viewOf('permute', 'input, dims, *rest', 'PermuteBackward0', (call, x) =>
    algebra.permute(x, call.sizes('dims')),
  ),
  viewOf('transpose swapaxes swapdims', 'input, dim0, dim1', 'TransposeBackward0', (call, x) =>
    algebra.transpose(x, call.wholeNumber('dim0'), call.wholeNumber('dim1')),
  ),
  viewOf('t', 'input', 'TBackward0', (_, x) => algebra.t(x)),
  viewOf('.expand', 'input, size, *rest', 'ExpandBackward0', (call, x) =>
    expanded(call, x, call.sizes('size')),
  ),
  viewOf('.expand_as', 'input, other', 'ExpandBackward0', (call, x) => expanded(call, x, otherShape(call))),
  viewOf('broadcast_to', 'input, size', 'ExpandBackward0', (call, x) =>
    expanded(call, x, call.sizes('size')),
  ),
  both('.repeat', 'input, repeats, *rest', (call) =>
    call.result(repeated(call, call.sizes('repeats'), call.enclosure('input')), 'RepeatBackward0'),
  ),
  both('tile', 'input, dims, *rest', (call) => {
    const [x, counts] = [call.enclosure('input'), call.sizes('dims')];
    const ones = new Array<number>(Math.max(0, x.dim - counts.length)).fill(1);
    return call.result(repeated(call, [...ones, ...counts], x), 'RepeatBackward0');
  }),
  both('flip', 'input, dims, *rest', (call) =>
    call.result(algebra.flip(call.enclosure('input'), call.sizes('dims')), 'FlipBackward0'),
  ),
  both('roll', 'input, shifts, dims', (call) => {
    const [shifts, dims] = [call.asInts(call.need('shifts')), call.ints('dims') ?? []];
    return call.result(algebra.roll(call.enclosure('input'), shifts, dims), 'RollBackward0');
  }),
  viewOf('narrow', 'input, dim, start, length', 'SliceBackward0', (call, x) =>
    algebra.narrow(x, call.wholeNumber('dim'), call.wholeNumber('start'), call.wholeNumber('length')),
  ),
  viewOf('select', 'input, dim, index', 'SelectBackward0', (call, x) =>
    algebra.select(x, call.wholeNumber('dim'), call.wholeNumber('index')),
  ),
  both('unbind', 'input, dim', (call) =>
    pieces(call, (x) => algebra.unbind(x, call.intOr('dim', 0)), 'UnbindBackward0'),
  ),
  both('split', 'input, split_size_or_sections, dim', (call) => {
    const sizes = call.need('split_size_or_sections');
    const isOne = sizes.kind === 'int';
    const size = isOne ? call.asInt(sizes) : call.asInts(sizes);
    const split = (x: algebra.Enclosure): algebra.Enclosure[] => algebra.split(x, size, call.intOr('dim', 0));
    return pieces(call, split, isOne ? 'SplitBackward0' : 'SplitWithSizesBackward0');
  }),
  both('chunk', 'input, chunks, dim', (call) =>
    pieces(call, (x) => algebra.chunk(x, call.wholeNumber('chunks'), call.intOr('dim', 0)), 'SplitBackward0'),
  ),
  both('diagonal', 'input, offset, dim1, dim2', (call) => {
    const [offset, dim1, dim2] = [call.intOr('offset', 0), call.intOr('dim1', 0), call.intOr('dim2', 1)];
    return call.result(algebra.diagonal(call.enclosure('input'), offset, dim1, dim2), 'DiagonalBackward0');
  }),
  both('diag', 'input, diagonal', (call) => {
    const x = call.enclosure('input');
    call.spend(x.dim === 1 ? x.numel ** 2 : 0);
    const gradName = x.dim === 1 ? 'DiagEmbedBackward0' : 'DiagonalBackward0_copy';
    return call.result(algebra.diag(x, call.intOr('diagonal', 0)), gradName);
  }),
  triangle('tril', algebra.tril, 'TrilBackward0'),
  triangle('triu', algebra.triu, 'TriuBackward0'),
  joining('cat concat concatenate', algebra.cat, 'CatBackward0', ofCat),
  joining('stack', algebra.stack, 'StackBackward0', ofStack),
  both('clone', 'input, *, memory_format', (call) => {
    if (call.get('memory_format') !== undefined) return call.leave('memory_format');
    const x = call.enclosure('input');
    const result = call.result(algebra.clone(x), 'CloneBackward0', reshaping(x));
    inheritRecipe(result.enclosure, x);
    return result;
  }),
  both('.contiguous', 'input', (call) => {
    const x = call.enclosure('input');
    return call.result(algebra.contiguous(x), 'CloneBackward0', reshaping(x));
  }),
  both('detach', 'input', (call) => call.result(call.enclosure('input').detach())),
];
