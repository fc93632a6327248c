import { makeModule } from '../modules/make';
import { SLOT_BYTES } from '../../primitives/budget';
import { Generator, randomInt64, randperm } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { type Doubt, either } from '../object/doubt';
import { getItem } from '../protocol/items';
import { native, nativeClass } from '../object/native';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter } from '../object/interpreter';
import type { InstanceValue, Value } from '../object/values';
import { FALSE, int, IteratorValue, ListValue, NONE, TupleValue } from '../object/values';
import { type TorchCall, torchFunction } from './torchCall';
import { moduleNames, ownNames } from '../../library/names';
import { publicNames } from './knownNames';
import { draw } from './drawing';
import { streamOf } from './streams';
import { doubtContents } from './memory';
import { newTensor, TensorValue } from './tensorValue';

/** `torch.utils.data.Dataset`, from which users derive. */
const datasetType = nativeClass('Dataset', {
  module: 'torch.utils.data.dataset',
  known: ownNames('Dataset'),
});

const tensorDatasetType = nativeClass('TensorDataset', {
  module: 'torch.utils.data.dataset',
  bases: [datasetType],
  known: ownNames('TensorDataset'),
  members: [
    native('__init__', 'self, *tensors', { mutates: true }, (args, interpreter) => {
      const self = args.need('self') as InstanceValue;
      const sizes = args.rest.map((tensor) =>
        tensor instanceof TensorValue ? tensor.enclosure.shape[0] : interpreter.giveUp('this TensorDataset'),
      );
      if (sizes.some((size) => size !== sizes[0]))
        interpreter.raise('AssertionError', 'Size mismatch between tensors');
      self.attributes.set('tensors', new TupleValue(args.rest));
      return NONE;
    }),
    native('__len__', 'self', (args, interpreter) => {
      const [first] = tensorsOf(interpreter, args.need('self'));
      return int(first instanceof TensorValue ? (first.enclosure.shape[0] ?? 0) : 0);
    }),
    native('__getitem__', 'self, index', (args, interpreter) => {
      const index = args.need('index');
      return new TupleValue(
        tensorsOf(interpreter, args.need('self')).map((tensor) => getItem(interpreter, tensor, index)),
      );
    }),
  ],
});

function tensorsOf(interpreter: Interpreter, self: Value): readonly Value[] {
  const tensors = self.kind === 'instance' ? self.attributes.get('tensors') : undefined;
  return tensors?.kind === 'tuple' ? tensors.items : interpreter.giveUp('this TensorDataset');
}

/** What a DataLoader was told. */
interface Loading {
  readonly dataset: Value;
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly dropLast: boolean;
  readonly collate: Value | undefined;
}

function lengthOf(interpreter: Interpreter, dataset: Value): number {
  const length = interpreter.call(interpreter.builtin('len'), [dataset]);
  return length.kind === 'int' && length.doubt === undefined
    ? Number(length.value)
    : interpreter.giveUp('this dataset');
}

/** `Subset`: some elements of another data set, by their places in it. */
const subsetType = nativeClass('Subset', {
  module: 'torch.utils.data.dataset',
  bases: [datasetType],
  members: [
    native('__init__', 'self, dataset, indices', { mutates: true }, (args, interpreter) => {
      for (const name of ['dataset', 'indices'])
        interpreter.assignAttribute(args.need('self'), name, args.need(name));
      return NONE;
    }),
    native('__len__', 'self', (args, interpreter) =>
      int(lengthOf(interpreter, interpreter.attribute(args.need('self'), 'indices'))),
    ),
    native('__getitem__', 'self, idx', (args, interpreter) => {
      const [self, place] = [args.need('self'), args.need('idx')];
      if (place.kind === 'list') return interpreter.giveUp('this index');
      const index = getItem(interpreter, interpreter.attribute(self, 'indices'), place);
      return getItem(interpreter, interpreter.attribute(self, 'dataset'), index);
    }),
  ],
});

/** `random_split(dataset, lengths)`, by numbers or by fractions. */
const randomSplit = torchFunction('random_split', 'dataset, lengths, generator', { draws: true }, (call) => {
  const { interpreter } = call;
  const [dataset, given] = [call.need('dataset'), call.need('lengths')];
  const length = lengthOf(interpreter, dataset);
  const parts = [...interpreter.iterate(given)].map((part) => {
    call.doubt = either(call.doubt, part.doubt);
    return part.kind === 'int' || part.kind === 'float' ? Number(part.value) : call.giveUp('these lengths');
  });
  const total = parts.reduce((sum, part) => sum + part, 0);
  const isFractions = Math.abs(total - 1) <= 1e-9 && total <= 1;
  const sizes = isFractions ? parts.map((part) => Math.floor(length * part)) : parts;
  const rest = isFractions ? length - sizes.reduce((sum, size) => sum + size, 0) : 0;
  for (let i = 0; i < rest; i++) sizes[i % sizes.length] = (sizes[i % sizes.length] ?? 0) + 1;
  if (!isFractions && total !== length)
    interpreter.raise('ValueError', 'Sum of input lengths does not equal the length of the input dataset!');
  if (sizes.some((size) => !Number.isInteger(size) || size < 0)) return call.giveUp('these lengths');
  interpreter.meter.make(length);
  const drawn = newTensor(draw(call, (generator) => algebra.exact(randperm(length, generator))));
  const order = Array.from(drawn.enclosure.tensor.values() as BigInt64Array, (place) =>
    int(place, drawn.contentsDoubt),
  );
  let start = 0;
  return new ListValue(
    sizes.map((size) =>
      interpreter.call(subsetType, [dataset, new ListValue(order.slice(start, (start += size)))]),
    ),
  );
});

/** `default_collate`: tensors and numbers are stacked, tuples taken apart. Gives up on anything else. */
function collate(call: TorchCall, items: readonly Value[]): Value {
  const [first] = items;
  if (first === undefined) return call.giveUp('an empty batch');
  if (first instanceof TensorValue) {
    const stacked = algebra.stack(items.map((item) => call.asTensor(item).enclosure));
    call.spend(stacked.numel);
    const result = newTensor(stacked);
    for (const item of items) {
      doubtContents(stacked, call.asTensor(item).contentsDoubt);
      if (call.asTensor(item).object.requiresGrad) return call.leave('a batch with gradients');
    }
    return result;
  }
  if (first.kind === 'int')
    return newTensor(algebra.tensorOf(items.map((item) => algebra.intScalar(call.asInt(item)))));
  if (first.kind === 'float')
    return newTensor(
      algebra.tensorOf(
        items.map((item) =>
          item.kind === 'float'
            ? { type: 'float' as const, value: item.value, error: item.error }
            : call.giveUp('this batch'),
        ),
        'float64',
      ),
    );
  if (first.kind === 'tuple' || first.kind === 'list') {
    const columns = first.items.map((_, i) =>
      items.map(
        (item) =>
          (item.kind === 'tuple' || item.kind === 'list' ? item.items[i] : undefined) ??
          call.giveUp('this batch'),
      ),
    );
    return new ListValue(columns.map((column) => collate(call, column)));
  }
  return call.giveUp('this batch');
}

/** One run through the data: draws a base seed, and one for the order where they are shuffled. */
function iterator(call: TorchCall): Value {
  const { interpreter } = call;
  const self = call.need('self');
  const loading =
    self.kind === 'instance'
      ? (self.payload as (Loading & { readonly generator: Value }) | undefined)
      : undefined;
  if (loading === undefined) return call.giveUp('this DataLoader');
  const stream = streamOf(new LoaderCall(call, loading.generator));
  const length = lengthOf(interpreter, loading.dataset);
  const hasOwn = loading.generator.kind !== 'none';
  const decisive = either(self.doubt, interpreter.control);
  interpreter.meter.make(length, SLOT_BYTES);
  const drawOrder = (): number[] => {
    if (!loading.shuffle) return Array.from({ length }, (_, i) => i);
    orderDoubt = stream.doubt;
    if (decisive !== undefined) stream.lose(decisive);
    const generator = hasOwn ? stream.generator : new Generator(randomInt64(stream.generator));
    return Array.from(randperm(length, generator).data, Number);
  };
  let orderDoubt: Doubt | undefined;
  randomInt64(stream.generator);
  if (decisive !== undefined) stream.lose(decisive);
  // The sampler draws when it is first asked.
  let order: number[] | undefined;
  let next = 0;
  let isOver = false;
  return new IteratorValue('_SingleProcessDataLoaderIter', () => {
    if (isOver) return undefined;
    order ??= drawOrder();
    const places = order.slice(next, next + loading.batchSize);
    // At its end the sampler draws the order of what is left, which is nothing.
    if (places.length < loading.batchSize && loading.shuffle && hasOwn) randperm(length, stream.generator);
    isOver = places.length < loading.batchSize;
    if (places.length === 0 || (loading.dropLast && isOver)) return undefined;
    next += places.length;
    const doubt = either(decisive, orderDoubt);
    const items = places.map((place) => getItem(interpreter, loading.dataset, int(place, doubt)));
    const { collate: own } = loading;
    return withDoubt(own ? interpreter.call(own, [new ListValue(items)]) : collate(call, items), doubt);
  });
}

/** A call that has another generator than its own arguments name. */
class LoaderCall {
  readonly interpreter: Interpreter;
  constructor(
    private readonly call: TorchCall,
    private readonly generator: Value,
  ) {
    this.interpreter = call.interpreter;
  }
  get(): Value | undefined {
    return this.generator.kind === 'none' ? undefined : this.generator;
  }
  giveUp(what: string): never {
    return this.call.giveUp(what);
  }
}

const dataLoaderType = nativeClass('DataLoader', {
  module: 'torch.utils.data.dataloader',
  known: ownNames('DataLoader'),
  members: [
    torchFunction(
      '__init__',
      'self, dataset, batch_size, shuffle, sampler, batch_sampler, num_workers, collate_fn, pin_memory, drop_last, timeout, worker_init_fn, multiprocessing_context, generator',
      { mutates: true },
      (call) => {
        const self = call.need('self') as InstanceValue;
        const [workers, batchSize] = [call.intOr('num_workers', 0), call.intOr('batch_size', 1)];
        for (const name of ['batch_size', 'shuffle', 'drop_last'])
          call.interpreter.doubtAll(call.get(name)?.doubt);
        if (batchSize < 1 || workers < 0) call.giveUp('this DataLoader');
        // Without workers nobody calls it.
        call.get('worker_init_fn');
        for (const name of ['sampler', 'batch_sampler'])
          if (call.get(name) !== undefined) call.leave(`DataLoader(${name}=…)`);
        if (workers > 0) call.leave('num_workers');
        self.payload = {
          dataset: call.need('dataset'),
          batchSize,
          shuffle: call.bool('shuffle') ?? false,
          dropLast: call.bool('drop_last') ?? false,
          generator: call.get('generator') ?? NONE,
          collate: call.get('collate_fn'),
        };
        const defaults = {
          dataset: NONE,
          batch_size: int(1),
          num_workers: int(0),
          pin_memory: FALSE,
          drop_last: FALSE,
        };
        for (const [name, value] of Object.entries(defaults))
          self.attributes.set(name, call.get(name) ?? value);
        return NONE;
      },
    ),
    torchFunction('__iter__', 'self', { draws: true }, iterator),
    torchFunction('__len__', 'self', (call) => {
      const self = call.need('self');
      const loading = self.kind === 'instance' ? (self.payload as Loading | undefined) : undefined;
      if (loading === undefined) return call.giveUp('this DataLoader');
      const count = lengthOf(call.interpreter, loading.dataset) / loading.batchSize;
      return int(loading.dropLast ? Math.floor(count) : Math.ceil(count));
    }),
  ],
});

const datasets = {
  Dataset: datasetType,
  TensorDataset: tensorDatasetType,
  Subset: subsetType,
  random_split: randomSplit,
};
const dataFiles = {
  dataset: makeModule('torch.utils.data.dataset', datasets),
  dataloader: makeModule('torch.utils.data.dataloader', { DataLoader: dataLoaderType, Dataset: datasetType }),
};

const dataModule = makeModule(
  'torch.utils.data',
  { ...datasets, ...dataFiles, DataLoader: dataLoaderType },
  publicNames(moduleNames('torch.utils.data')),
);
/** `torch.utils`. */
export const utilsModule = makeModule('torch.utils', { data: dataModule });

/** With those within it. */
export const dataModules = [utilsModule, dataModule, ...Object.values(dataFiles)];
