import { either } from '../../object/doubt';
import { lookUp } from '../../object/mro';
import { nativeClass } from '../../object/native';
import * as algebra from '../../../../torch/algebra';
import { ownOf } from '../../object/own';
import { bool, type ClassValue, type InstanceValue, NONE, str, type Value } from '../../object/values';
import { formatted } from '../../protocol/format';
import { typeName } from '../../object/types';
import { type TorchCall, torchFunction } from '../torchCall';
import { doubtContents, memoryOf, replaceDoubt } from '../memory';
import { NdarrayValue } from '../ndarray';
import { isAlike, TensorValue } from '../tensorValue';
import { initialize } from './module';
import { needModule, ownParameters } from './moduleTree';
import { nnModuleType } from './nnModuleType';
import { ownNames } from '../../../library/names';

/** A layer while it is made or called. */
export class Layer {
  constructor(
    readonly call: TorchCall,
    readonly self: InstanceValue,
  ) {
    call.note('type', str(self.type.qualifiedName));
  }

  /** `self.name = value`. */
  set(name: string, value: Value): void {
    this.call.interpreter.assignAttribute(this.self, name, value);
    this.call.doubt = either(this.call.doubt, value.doubt);
  }

  /** `self.name`. */
  attribute(name: string): Value {
    const value = this.call.interpreter.attribute(this.self, name);
    this.call.note(name, value);
    return value;
  }

  /** An attribute that is a tensor; undefined for None. */
  tensor(name: string): TensorValue | undefined {
    const value = this.attribute(name);
    return value.kind === 'none' ? undefined : this.call.asTensor(value);
  }

  /** An attribute as PyTorch's f-strings write it: `{name}`, or `{name!r}`. */
  text(name: string, asRepr = false): string {
    const value = this.attribute(name);
    const { interpreter } = this.call;
    if (ownOf(value) !== undefined && value.kind === 'str') return this.call.leave(`this ${name}`);
    const text = asRepr ? interpreter.repr(value) : formatted(interpreter, value, str(''));
    this.call.doubt = either(this.call.doubt, text.doubt);
    return text.value;
  }

  int(name: string): number {
    return this.call.asInt(this.attribute(name));
  }

  /** How many of something, one at least: what PyTorch makes of others is not modelled. */
  size(name: string): number {
    const size = this.int(name);
    return size > 0 ? size : this.call.giveUp(`this ${name}`);
  }

  ints(name: string): number[] {
    return this.call.asInts(this.attribute(name));
  }

  /** An attribute that is a float or whole number. */
  number(name: string): number {
    const value = this.attribute(name);
    this.call.doubt = either(this.call.doubt, value.doubt);
    if (value.kind === 'float' && value.error === 0) return value.value;
    return value.kind === 'int' ? Number(value.value) : this.call.giveUp(`this ${name}`);
  }

  bool(name: string): boolean {
    const value = this.attribute(name);
    if (name === 'inplace') this.call.interpreter.doubtAll(value.doubt);
    return this.call.asBool(name, value);
  }
}

/** The input of a layer or function that hands it to one in C as it is. */
export function handedOn(call: TorchCall, callee: string): TensorValue {
  const value = call.orNone('input');
  const isPlain = /^(?:none|str|list|tuple|dict|set|bool|int|float|range)$/.test(value.kind);
  if (!isPlain && !(value instanceof NdarrayValue)) return call.asTensor(value);
  const words = `${callee}(): argument 'input' (position 1) must be Tensor, not ${typeName(value)}`;
  return call.raise('TypeError', words);
}

/** What a layer of torch.nn is. */
export interface LayerOptions {
  readonly name: string;
  /** The file of torch/nn/modules. */
  readonly file: string;
  /** The constructor's parameters. */
  readonly signature: string;
  /** The attributes that the constructor takes over as they are given, with what they are by default; sizes have none. */
  readonly defaults?: Readonly<Record<string, Value | undefined>>;
  readonly init?: (layer: Layer) => void;
  /** Parameters of `forward`; `input` where they are left out. */
  readonly inputs?: string;
  readonly forward: (layer: Layer) => Value;
  /** Written as PyTorch's `extra_repr`: `{name}` stands for an attribute, `{name!r}` for its repr. */
  readonly extra?: string | ((layer: Layer) => string);
  /** Whether making one, or calling one, draws. */
  readonly initDraws?: boolean;
  readonly forwardDraws?: boolean;
  readonly base?: ClassValue;
}

/** Whether an option is of the type that its default has: what PyTorch makes of others is not modelled. */
function isLike({ kind }: Value, standard: Value | undefined): boolean {
  switch (standard?.kind) {
    case 'none':
      return true;
    case 'float':
      return kind === 'float' || kind === 'int';
    case 'int':
    case undefined:
      return kind === 'int' || kind === 'tuple' || kind === 'list';
    default:
      return kind === standard?.kind;
  }
}

/** Whether a layer has no parameters but those that are named: some take any, or what they once were called. */
function isWhole({ name, signature }: LayerOptions): boolean {
  return signature !== '' && !signature.includes('*') && name !== 'Hardtanh';
}

/** Files whose classes with parameters have constructors of their own. */
const OWN: ReadonlySet<string> = new Set('linear flatten activation'.split(' '));

/** Makes a class of torch.nn. */
export function layerClass(options: LayerOptions): ClassValue {
  const { name, file, signature, defaults = {}, init, inputs = 'input', forward, extra = '' } = options;
  const title = OWN.has(file) ? `${name}.__init__` : undefined;
  // What PyTorch calls within its methods, and is not called here, a class or an object may have anew.
  const inner = new Set([...ownNames(name), '__setattr__', 'register_parameter', 'register_buffer']);
  const layerOf = (call: TorchCall): Layer => {
    const self = needModule(call.interpreter, call.need('self'));
    const derived = self.type.mro.slice(0, self.type.mro.indexOf(type));
    for (const members of [self.attributes, ...derived.map((one) => one.members)])
      for (const [key, { kind }] of members)
        if (
          /^(?:function|wrapped|method|builtin)$/.test(kind) &&
          inner.has(key) &&
          key !== 'reset_parameters'
        )
          call.giveUp(`${self.type.name}.${key}`);
    return new Layer(call, self);
  };
  const again = ownNames(name).filter((one) => one === 'reset_parameters' || one === 'flatten_parameters');
  const type = nativeClass(name, {
    module: `torch.nn.modules.${file}`,
    bases: [options.base ?? nnModuleType],
    known: ownNames(name),
    members: [
      torchFunction(
        '__init__',
        signature === '' ? 'self' : `self, ${signature}`,
        {
          mutates: true,
          ...(options.initDraws === true && { draws: true }),
          isWhole: isWhole(options),
          title: file === 'dropout' ? '_DropoutNd.__init__' : title,
        },
        (call) => {
          const layer = layerOf(call);
          initialize(call.interpreter, layer.self);
          for (const [key, standard] of Object.entries(defaults)) {
            const value = call.get(key) ?? (call.given(key) ? NONE : standard);
            if (value === undefined) return call.typeError(`__init__() missing argument: '${key}'`);
            if (!isLike(value, standard)) call.giveUp(`this ${key}`);
            layer.set(key, value);
          }
          resettable(layer, again, () => init?.(layer));
          if (call.doubt !== undefined) layer.self.doubt = either(layer.self.doubt, call.doubt);
          return NONE;
        },
      ),
      torchFunction(
        'forward',
        `self, ${inputs}`,
        {
          ...(options.forwardDraws === true && { draws: true, drops: options.file === 'dropout' }),
          isWhole: isWhole(options),
          runsNothing: true,
        },
        (call) => forward(layerOf(call)),
      ),
      ...again.map((method) =>
        torchFunction(method, 'self', { draws: true, mutates: true }, (call) => {
          const layer = layerOf(call);
          return method === 'flatten_parameters' ? NONE : resetParameters(layer, type, signature);
        }),
      ),
      torchFunction('extra_repr', 'self', (call) => {
        const layer = layerOf(call);
        return str(typeof extra === 'string' ? filled(layer, extra) : extra(layer));
      }),
    ],
  });
  return type;
}

/** Makes a layer, whose class may have another way to give its parameters the values that they begin with. */
function resettable({ call, self }: Layer, again: readonly string[], make: () => void): void {
  const { random } = call.interpreter;
  const own = lookUp(self.type, 'reset_parameters');
  const isOwn = again.includes('reset_parameters') && (own?.kind === 'function' || own?.kind === 'wrapped');
  const before = isOwn ? ([random.generator.clone(), random.doubt] as const) : undefined;
  make();
  if (before === undefined) return;
  [random.generator, random.doubt] = before;
  const unset = call.interpreter.about('environment', 'what memory holds');
  for (const [, { enclosure }] of ownParameters(self)) doubtContents(enclosure, unset);
  call.interpreter.call(call.interpreter.attribute(self, 'reset_parameters'), []);
}

/** Writes into a layer's parameters and buffers what a new layer of the same kind and sizes would begin with. */
function resetParameters({ call, self }: Layer, type: ClassValue, signature: string): Value {
  const { interpreter } = call;
  const options = new Map<string, Value>();
  for (const name of signature.split(', ').filter((one) => self.attributes.has(one))) {
    const value = self.attributes.get(name) ?? NONE;
    options.set(name, name === 'bias' && value.kind !== 'bool' ? bool(value.kind !== 'none') : value);
  }
  const fresh = interpreter.call(type, [], options);
  for (const [name, drawn] of fresh.kind === 'instance' ? fresh.attributes : []) {
    if (!(drawn instanceof TensorValue)) continue;
    const own = self.attributes.get(name);
    if (!(own instanceof TensorValue) || !isAlike(own, drawn)) return call.giveUp('reset_parameters');
    algebra.copyInto(own.enclosure, drawn.enclosure);
    memoryOf(own.enclosure).version++;
    replaceDoubt(own.enclosure, either(drawn.contentsDoubt, either(call.doubt, interpreter.control)));
  }
  return fresh.kind === 'instance' ? NONE : call.giveUp('reset_parameters');
}

/** Attributes stand for `{name}` and `{name!r}`. */
export function filled(layer: Layer, template: string): string {
  return template.replace(/\{(\w+)(!r)?\}/g, (_, name: string, asRepr?: string) =>
    layer.text(name, asRepr !== undefined),
  );
}
