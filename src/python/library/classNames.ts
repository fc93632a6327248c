/* What classes are called, and whether they stand in replay as they do in Python. */

/** A class as far as its name goes. */
interface Named {
  readonly module: string;
  readonly name: string;
  readonly qualifiedName: string;
}

/** The modules whose classes are all written in C, and the others that are, outside of the builtins: errors name them with their modules. */
const MODULES_IN_C: ReadonlySet<string> = new Set([
  '_io',
  'datetime',
  'numpy',
  'operator',
  'torch._C',
  'torch.return_types',
]);
const IN_C: ReadonlySet<string> = new Set([
  'collections.OrderedDict',
  'collections.defaultdict',
  'collections.deque',
  'functools._lru_cache_wrapper',
  'functools.partial',
  're.Match',
  're.Pattern',
  'torch.Size',
  'torch.device',
  'torch.dtype',
  'types.SimpleNamespace',
]);

/** What errors call a class. */
export function nameInErrors(type: Named): string {
  const module = moduleNameOf(type);
  const full = `${module}.${type.name}`;
  return MODULES_IN_C.has(module) || IN_C.has(full) ? full : type.name;
}

/** Where classes are defined that another module gives on. */
const DEFINED_IN: ReadonlyMap<string, string> = new Map([
  ['io.BytesIO', '_io'],
  ['io.StringIO', '_io'],
  ['json.JSONDecodeError', 'json.decoder'],
  ['unittest.TestCase', 'unittest.case'],
]);

/** The module that a class says it is of. */
export function moduleNameOf({ module, qualifiedName }: Named): string {
  return DEFINED_IN.get(`${module}.${qualifiedName}`) ?? module;
}

const NATIVE = /^builtins\.|^typing\.(?:Generic|Protocol)$|\.(?:module|dropout)\.\w+$/;
const WRITTEN: ReadonlySet<string> = new Set([
  'abc.ABC',
  'collections.Counter',
  'collections.OrderedDict',
  'enum.Enum',
  'torch.utils.data.dataset.Dataset',
]);

/** Whether a class of a library derives from what it derives from there: most are written for what their objects do. */
export function hasItsBases({ module, name }: Named, isNative: boolean): boolean {
  const full = `${module}.${name}`;
  return isNative ? NATIVE.test(full) : WRITTEN.has(full) || module.startsWith('torch.nn.modules.');
}

/** Builtins that are functions here, and classes there. */
export const CLASSES = /^(?:enumerate|filter|map|reversed|super|zip)$/;
