/** Numpy's names for arguments, which what of PyTorch is written in C takes as well. */
export const ALIASES: Readonly<Record<string, string>> = { dim: 'axis', keepdim: 'keepdims', input: 'self' };

/** Operations that take narrow integers, and give what int64 would give. */
export const WIDENING_OPERATIONS: ReadonlySet<string> = new Set(
  (
    'repr format bool int float item tolist len shape size dim ndim numel nelement dtype device sum double half long ' +
    'bfloat16 to eq ne lt le gt ge count_nonzero nonzero truediv rtruediv div contains equal stride requires_grad'
  ).split(' '),
);
/** And those that give narrow ones. */
export const NARROW_OPERATIONS: ReadonlySet<string> = new Set(
  (
    'add radd sub rsub mul rmul and or xor neg abs __getitem__ view reshape flatten squeeze unsqueeze t T transpose ' +
    'permute clone detach contiguous cpu iter data stack cat expand short char byte flip roll repeat chunk split narrow'
  ).split(' '),
);
/** Operations that make finite numbers of finite ones, unless these are great: functions, operators, and layers. */
export const FINITE_OPERATIONS: ReadonlySet<string> = new Set(
  (
    'forward linear matmul add sub mul rsub neg abs relu tanh sigmoid softmax log_softmax mean sum view reshape flatten squeeze ' +
    'unsqueeze t transpose permute clone detach contiguous copy_ stack cat expand max_pool1d max_pool2d avg_pool2d conv1d conv2d ' +
    'gelu leaky_relu elu selu silu layer_norm embedding bmm chunk narrow unflatten dropout fused'
  ).split(' '),
);
/** Operations that tell whether two tensors differ. */
export const COMPARING_OPERATIONS: ReadonlySet<string> = new Set(
  'eq ne equal allclose isclose sub'.split(' '),
);
/** What an unknown value that may be a tensor does with PyTorch's generator. */
export const DRAWING_METHODS: ReadonlySet<string> = new Set(
  'bernoulli bernoulli_ cauchy_ exponential_ geometric_ log_normal_ multinomial normal_ random_ uniform_ backward'.split(
    ' ',
  ),
);
/** What PyTorch's own methods call of a module, and of those within it, where classes may have others. */
export const CALLED_METHODS: readonly (readonly [by: RegExp, names: readonly string[]])[] = [
  [/^train$/, ['children', 'named_children']],
  [/^children$/, ['named_children']],
  [/^(?:named_)?modules$/, ['named_modules']],
  [/^(?:to|cpu|cuda|float|double|half|bfloat16)$/, ['_apply', 'children', 'named_children']],
  [/^zero_grad$/, ['parameters', 'named_parameters', 'named_modules', '_named_members']],
  [/^(?:named_)?parameters$/, ['named_parameters', 'named_modules', '_named_members']],
  [/^(?:named_)?buffers$/, ['named_buffers', 'named_modules', '_named_members']],
  [/^state_dict$/, ['state_dict', '_save_to_state_dict', 'get_extra_state']],
  [/^load_state_dict$/, ['_load_from_state_dict', 'get_extra_state', 'set_extra_state']],
];
/** Arguments that need no look where they are such: what they are by default, or what nobody sees. */
export const IDLE_ARGUMENTS: Readonly<Record<string, RegExp>> = {
  // The class that is called.
  cls: /^/,
  // Where memory lies, and whether what cannot be shared is copied.
  pin_memory: /^bool false$/,
  force: /^bool false$/,
  // Of worker processes, which there are none of.
  timeout: /^int 0$/,
  worker_init_fn: /^/,
  multiprocessing_context: /^None$/,
  // Where a warning is said to come from.
  _stacklevel: /^int/,
};
const named = (names: string): ReadonlySet<string> =>
  new Set(names.split(' ').flatMap((name) => [`${name}Backward0`, `${name}Backward1`]));
/** Steps that keep tensors for their gradients, always; and those that never do, unless replay takes several for one. */
export const KEEPING_STEPS = named(
  'Mul Div Exp Log Relu Pow Sigmoid Tanh Softmax LogSoftmax Sqrt Abs Dot Mm Bmm MseLoss NllLoss Gelu',
);
export const PASSING_STEPS = named(
  'Add Sub Sum Mean View Stack Cat Select Slice Transpose Permute Squeeze Unsqueeze Expand Neg T',
);
/** Every element type, and the names that PyTorch has for some of them beside their own. */
export const DTYPE_NAMES =
  'float32=float float64=double float16=half bfloat16 int64=long bool int32=int int16=short int8 uint8 uint16 uint32 ' +
  'uint64 complex32 complex64=cfloat complex128=cdouble';
