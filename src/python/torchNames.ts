import type { DropoutKind } from '../torch';

/** What a call of one of torch's dropout names is, and where its arguments stand. */
export interface DropoutCallable {
  readonly kind: DropoutKind;
  /** `nn.Dropout(…)` makes a layer; `F.dropout(…)` is the computation itself. */
  readonly form: 'module' | 'function';
  /** The parameters in order. */
  readonly parameters: readonly string[];
  /** The parameter of a function that turns dropout on, with its default; a layer has its own mode instead. */
  readonly training?: { readonly parameter: string; readonly default: boolean | undefined };
}

/** torch/nn/modules/dropout.py: `_DropoutNd.__init__`. */
const MODULE = ['p', 'inplace'];
/** torch/nn/functional.py. */
const FUNCTION = ['input', 'p', 'training', 'inplace'];
/** aten/src/ATen/native/native_functions.yaml: no argument has a default there. */
const ATEN = ['input', 'p', 'train'];

const KINDS: readonly DropoutKind[] = [
  'Dropout',
  'Dropout1d',
  'Dropout2d',
  'Dropout3d',
  'AlphaDropout',
  'FeatureAlphaDropout',
];

const FUNCTIONS: Readonly<Record<string, DropoutKind>> = {
  dropout: 'Dropout',
  dropout1d: 'Dropout1d',
  dropout2d: 'Dropout2d',
  dropout3d: 'Dropout3d',
  alpha_dropout: 'AlphaDropout',
  feature_alpha_dropout: 'FeatureAlphaDropout',
};

const CALLABLES = new Map<string, DropoutCallable>();
for (const kind of KINDS) {
  for (const module of ['torch.nn', 'torch.nn.modules', 'torch.nn.modules.dropout']) {
    CALLABLES.set(`${module}.${kind}`, { kind, form: 'module', parameters: MODULE });
  }
}
for (const [name, kind] of Object.entries(FUNCTIONS)) {
  // The alpha variants are the odd ones out: they do nothing unless asked to.
  const training = { parameter: 'training', default: !name.includes('alpha') };
  CALLABLES.set(`torch.nn.functional.${name}`, { kind, form: 'function', parameters: FUNCTION, training });
}
for (const name of ['dropout', 'alpha_dropout', 'feature_alpha_dropout'] as const) {
  const kind = FUNCTIONS[name];
  const training = { parameter: 'train', default: undefined };
  if (kind !== undefined)
    CALLABLES.set(`torch.${name}`, { kind, form: 'function', parameters: ATEN, training });
}

/** The dropout layer or function that a qualified name means; undefined for every other name. */
export function dropoutCallable(qualifiedName: string): DropoutCallable | undefined {
  return CALLABLES.get(qualifiedName);
}

/** Whether a qualified name is `torch.manual_seed`, under any of its names. */
export function isManualSeed(qualifiedName: string): boolean {
  return qualifiedName === 'torch.manual_seed' || qualifiedName === 'torch.random.manual_seed';
}
