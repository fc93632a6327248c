import type { DropoutKind, PythonNumber } from '../../../torch';
import { LAYER_KINDS, functionalName, trainingByDefault } from '../../../torch';

/**
 * What drops within itself, beside other things that it does. `attention`: attention weights, in `MultiheadAttention` and
 * the functions. `transformer`: these, and what each sublayer gives. `recurrent`: what a layer hands to the next one.
 */
export const WITHIN = ['attention', 'transformer', 'recurrent'] as const;
export type Within = (typeof WITHIN)[number];

/** What a call of one of torch's names that drop is, and where its arguments stand. */
export interface DropoutCallable {
  readonly kind: DropoutKind;
  /** `nn.Dropout(…)` makes a layer; `F.dropout(…)` is the computation itself. */
  readonly form: 'module' | 'function';
  /** Of what dropout is only a part, where it is not all that it does. */
  readonly within: Within | undefined;
  /** The parameters in order. */
  readonly parameters: readonly string[];
  /** The parameter that gives the probability, and its default. */
  readonly parameter: string;
  readonly fallback: PythonNumber;
  /**
   * A function's default for `training`; a layer has its own mode instead. `'none'`: a function without that parameter,
   * which always drops.
   */
  readonly trainingDefault?: boolean | 'none';
  /** The parameter that says whether a function drops, where it has another name than `training`. */
  readonly trainingParameter?: string;
  /** Whether a call has to pass every parameter. */
  readonly takesAll?: true;
  /** Whether it works in place, unasked. */
  readonly isInPlace?: boolean;
  /** The parameter of torchvision that chooses the kind, where one does. */
  readonly modeParameter?: string;
  /** Whether it draws by other random numbers than `bernoulli_`, or did in some version. */
  readonly drawsOtherwise?: true;
  /** Parameters for what drops within it: where all of them are given, it makes nothing that drops of its own. */
  readonly replaced?: readonly string[];
}

const float = (value: number): PythonNumber => ({ type: 'float', value });
const words = (text: string): readonly string[] => text.split(' ');

/** torch/nn/modules/dropout.py: `_DropoutNd.__init__`. */
const MODULE = ['p', 'inplace'];
/** torch/nn/functional.py. */
const FUNCTION = ['input', 'p', 'training', 'inplace'];

const CALLABLES = new Map<string, DropoutCallable>();
for (const kind of LAYER_KINDS) {
  const plain = { parameter: 'p', fallback: float(0.5), within: undefined } as const;
  for (const module of ['torch.nn', 'torch.nn.modules', 'torch.nn.modules.dropout']) {
    CALLABLES.set(`${module}.${kind}`, { kind, form: 'module', parameters: MODULE, ...plain });
  }
  CALLABLES.set(`torch.nn.functional.${functionalName(kind)}`, {
    kind,
    form: 'function',
    parameters: FUNCTION,
    trainingDefault: trainingByDefault(kind),
    ...plain,
  });
}

/** The operators of torch itself, behind these functions: torch/_C/_VariableFunctions.pyi. They have no defaults. */
const OPERATORS: readonly [name: string, kind: DropoutKind][] = [
  ['dropout', 'Dropout'],
  ['feature_dropout', 'Dropout2d'],
  ['alpha_dropout', 'AlphaDropout'],
  ['feature_alpha_dropout', 'FeatureAlphaDropout'],
];
for (const [name, kind] of OPERATORS)
  for (const isInPlace of [false, true])
    CALLABLES.set(`torch.${name}${isInPlace ? '_' : ''}`, {
      kind,
      form: 'function',
      within: undefined,
      parameters: words('input p train'),
      parameter: 'p',
      fallback: float(0.5),
      trainingDefault: true,
      trainingParameter: 'train',
      takesAll: true,
      isInPlace,
    });

/** torch/nn/modules/transformer.py, activation.py and rnn.py: layers that drop within, and their defaults. */
const LAYER = words(
  'd_model nhead dim_feedforward dropout activation layer_norm_eps batch_first norm_first bias device dtype',
);
const TRANSFORMER = words(
  'd_model nhead num_encoder_layers num_decoder_layers dim_feedforward dropout activation custom_encoder custom_decoder layer_norm_eps batch_first norm_first bias device dtype',
);
const ATTENTION = words(
  'embed_dim num_heads dropout bias add_bias_kv add_zero_attn kdim vdim batch_first device dtype',
);
const RECURRENT = words(
  'input_size hidden_size num_layers bias batch_first dropout bidirectional proj_size device dtype',
);
/** `RNN.__init__` takes a nonlinearity in the fourth place. */
const PLAIN_RECURRENT = words(
  'input_size hidden_size num_layers nonlinearity bias batch_first dropout bidirectional device dtype',
);

const LAYERS: readonly [
  names: string,
  module: string,
  within: Within,
  parameters: readonly string[],
  fallback: number,
  replaced?: readonly string[],
][] = [
  ['TransformerEncoderLayer TransformerDecoderLayer', 'transformer', 'transformer', LAYER, 0.1],
  ['Transformer', 'transformer', 'transformer', TRANSFORMER, 0.1, words('custom_encoder custom_decoder')],
  ['MultiheadAttention', 'activation', 'attention', ATTENTION, 0],
  ['LSTM GRU', 'rnn', 'recurrent', RECURRENT, 0],
  ['RNN', 'rnn', 'recurrent', PLAIN_RECURRENT, 0],
];
for (const [names, module, within, parameters, fallback, replaced] of LAYERS) {
  for (const name of words(names)) {
    for (const path of ['torch.nn', 'torch.nn.modules', `torch.nn.modules.${module}`]) {
      CALLABLES.set(`${path}.${name}`, {
        kind: 'Dropout',
        form: 'module',
        within,
        parameters,
        parameter: 'dropout',
        fallback: float(fallback),
        ...(replaced && { replaced }),
      });
    }
  }
}

/** torch/nn/functional.py: attention as functions. */
CALLABLES.set('torch.nn.functional.scaled_dot_product_attention', {
  kind: 'Dropout',
  form: 'function',
  within: 'attention',
  parameter: 'dropout_p',
  fallback: float(0),
  parameters: words('query key value attn_mask dropout_p is_causal scale enable_gqa'),
  trainingDefault: 'none',
});
CALLABLES.set('torch.nn.functional.multi_head_attention_forward', {
  kind: 'Dropout',
  form: 'function',
  within: 'attention',
  parameter: 'dropout_p',
  fallback: float(0),
  parameters: words(
    'query key value embed_dim_to_check num_heads in_proj_weight in_proj_bias bias_k bias_v add_zero_attn dropout_p out_proj_weight out_proj_bias training key_padding_mask need_weights attn_mask use_separate_proj_weight q_proj_weight k_proj_weight v_proj_weight static_k static_v average_attn_weights is_causal',
  ),
  trainingDefault: true,
});

/** Stochastic depth in torchvision: torchvision/ops/stochastic_depth.py. */
const STOCHASTIC_DEPTH = {
  kind: 'DropPath',
  within: undefined,
  parameter: 'p',
  modeParameter: 'mode',
} as const;
for (const module of ['torchvision.ops', 'torchvision.ops.stochastic_depth']) {
  CALLABLES.set(`${module}.StochasticDepth`, {
    ...STOCHASTIC_DEPTH,
    form: 'module',
    parameters: words('p mode'),
    fallback: float(0),
  });
  CALLABLES.set(`${module}.stochastic_depth`, {
    ...STOCHASTIC_DEPTH,
    form: 'function',
    parameters: words('input p mode training'),
    fallback: float(0),
    trainingDefault: true,
  });
}

/** timm and libraries that have it from there, which all drop whole samples, and the default of `drop_prob`. */
const DROP_PATHS: readonly [module: string, fallback: number, drawsOtherwise: boolean][] = [
  // timm drew by `torch.rand` up to 0.4, as mmcv still does.
  ['timm.layers', 0, true],
  ['timm.layers.drop', 0, true],
  ['timm.models.layers', 0, true],
  ['timm.models.layers.drop', 0, true],
  ['mmcv.cnn.bricks', 0.1, true],
  ['mmcv.cnn.bricks.drop', 0.1, true],
  ['monai.networks.layers', 0, false],
  ['monai.networks.layers.drop_path', 0, false],
];
for (const [module, fallback, drawsOtherwise] of DROP_PATHS) {
  const plain = {
    kind: 'DropPath',
    within: undefined,
    parameter: 'drop_prob',
    ...(drawsOtherwise && { drawsOtherwise }),
  } as const;
  const layer = { form: 'module', parameters: ['drop_prob'], fallback: float(fallback) } as const;
  CALLABLES.set(`${module}.DropPath`, { ...plain, ...layer });
  CALLABLES.set(`${module}.drop_path`, {
    ...plain,
    form: 'function',
    parameters: words('x drop_prob training'),
    fallback: float(0),
    trainingDefault: false,
  });
}

// mmcv's own subclass of torch's layer, which its builder knows by that name.
CALLABLES.set('mmcv.cnn.bricks.drop.Dropout', {
  kind: 'Dropout',
  form: 'module',
  within: undefined,
  parameters: words('drop_prob inplace'),
  parameter: 'drop_prob',
  fallback: float(0.5),
});

/** The parameters that say how large what is dropped within is, how much there is of it, and in what order. */
export const SIZE_PARAMETERS: ReadonlySet<string> = new Set(
  words(
    'd_model nhead num_encoder_layers num_decoder_layers dim_feedforward batch_first norm_first num_heads hidden_size num_layers bidirectional proj_size',
  ),
);

/** The layer or function that drops which a qualified name means; undefined for every other name. */
export function dropoutCallable(qualifiedName: string): DropoutCallable | undefined {
  const known = CALLABLES.get(qualifiedName);
  if (known !== undefined) return known;
  const other = qualifiedName.replace(ALIAS, 'torch.nn.functional.').replace(IN_MODEL, 'timm.layers.$1');
  return other === qualifiedName ? undefined : CALLABLES.get(other);
}

/** What timm's own models call what they take from its layers: `from timm.models.vision_transformer import DropPath`. */
const IN_MODEL = /^timm\.models\.\w+\.(DropPath|drop_path)$/;

/** What torch's own modules call torch.nn.functional: `from torch.functional import F`. */
const ALIAS = /^torch\.(?:functional|nn\.modules\.\w+)\.F\./;

const NAMES = new Set(Array.from(CALLABLES.keys(), (path) => path.slice(path.lastIndexOf('.') + 1)));

/** Whether some dropout layer or function has this name, without its module. */
export function isDropoutName(name: string): boolean {
  return NAMES.has(name);
}

const MODULES = new Set([
  'torch',
  'torch.nn',
  'torch.nn.functional',
  'torch.nn.modules',
  'torch.nn.modules.dropout',
  'torch.nn.modules.transformer',
  'torch.nn.modules.activation',
  'torch.nn.modules.rnn',
]);

/** Whether a dotted path is torch itself, or stands in it. */
export function isOfTorch(path: string): boolean {
  return /^torch(?:\.|$)/.test(path);
}

/** Whether a path is one of the modules that dropout's names are imported from. */
export function isTorchModule(path: string): boolean {
  return MODULES.has(path);
}

/** What stands in torch under names of dropout's and is something else: for quantized numbers, for graphs and for export. */
const OTHERWISE = /^torch\.(?:_|ao\.|fx\b|onnx\b|testing\b|nn\.(?:quantiz|qat\b|intrinsic\b))/;

/** What parts of torch are mostly called, where code is read that was taken out of a notebook without its imports. */
const UNBOUND = new Map([
  ['torch', 'torch'],
  ['nn', 'torch.nn'],
  ['F', 'torch.nn.functional'],
]);

/** What a name stands for that nothing binds: torch itself, and its parts in a text that speaks of torch beside them. */
export function unboundPath(name: string, text: string): string | undefined {
  return name === 'torch' || /\btorch\./.test(text) ? UNBOUND.get(name) : undefined;
}

/** Whether `from path import *` is one of torch's that binds a name of dropout's only where that is dropout. */
export function isTorchStar(path: string): boolean {
  return isOfTorch(path) && !OTHERWISE.test(path);
}

/** Whether a qualified name is `torch.manual_seed`, under any of its names. */
export function isManualSeed(qualifiedName: string): boolean {
  return qualifiedName === 'torch.manual_seed' || qualifiedName === 'torch.random.manual_seed';
}

/** Whether a name without its module may be `torch.manual_seed`. */
export function isManualSeedName(name: string): boolean {
  return name === 'manual_seed';
}

/** Generators of their own, and CUDA's: their seeds leave PyTorch's CPU generator alone. */
const OTHER_GENERATORS = /^(?:random|numpy|np|torch\.cuda|torch\.mps|tensorflow|jax)\./;

/**
 * Whether a call may seed PyTorch's CPU generator in a way that we cannot read: `seed_everything(7)`, `torch.seed()`.
 *
 * @param callee the callee as it is written
 * @param qualifiedName what it stands for, where that is known
 */
export function mayReseed(callee: string, qualifiedName: string | undefined): boolean {
  const name = qualifiedName ?? callee;
  const own = name.slice(name.lastIndexOf('.') + 1);
  return /seed|(?:set_rng_state|fork_rng)$/i.test(own) && !OTHER_GENERATORS.test(name);
}
