import { DROPOUT_KINDS, type DropoutKind } from '../torch';

/** What a call of one of torch's dropout names is, and where its arguments stand. */
export interface DropoutCallable {
  readonly kind: DropoutKind;
  /** `nn.Dropout(…)` makes a layer; `F.dropout(…)` is the computation itself. */
  readonly form: 'module' | 'function';
  /** The parameters in order. */
  readonly parameters: readonly string[];
  /** A function's default for `training`; a layer has its own mode instead. */
  readonly trainingDefault?: boolean;
}

/** torch/nn/modules/dropout.py: `_DropoutNd.__init__`. */
const MODULE = ['p', 'inplace'];
/** torch/nn/functional.py. */
const FUNCTION = ['input', 'p', 'training', 'inplace'];

const FUNCTIONS: Readonly<Record<string, DropoutKind>> = {
  dropout: 'Dropout',
  dropout1d: 'Dropout1d',
  dropout2d: 'Dropout2d',
  dropout3d: 'Dropout3d',
  alpha_dropout: 'AlphaDropout',
  feature_alpha_dropout: 'FeatureAlphaDropout',
};

const CALLABLES = new Map<string, DropoutCallable>();
for (const kind of DROPOUT_KINDS) {
  for (const module of ['torch.nn', 'torch.nn.modules', 'torch.nn.modules.dropout']) {
    CALLABLES.set(`${module}.${kind}`, { kind, form: 'module', parameters: MODULE });
  }
}
for (const [name, kind] of Object.entries(FUNCTIONS)) {
  // The alpha variants are the odd ones out: they do nothing unless asked to.
  const trainingDefault = !name.includes('alpha');
  CALLABLES.set(`torch.nn.functional.${name}`, {
    kind,
    form: 'function',
    parameters: FUNCTION,
    trainingDefault,
  });
}

/** The dropout layer or function that a qualified name means; undefined for every other name. */
export function dropoutCallable(qualifiedName: string): DropoutCallable | undefined {
  return CALLABLES.get(qualifiedName);
}

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
]);

/** Whether a path is one of the modules that dropout's names are imported from. */
export function isTorchModule(path: string): boolean {
  return MODULES.has(path);
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
  return /(?:seed\w*|set_rng_state|fork_rng)$/i.test(name) && !OTHER_GENERATORS.test(name);
}
