/* What classes are called, and whether they stand in replay as they do in Python. */

/** A class as far as its name goes. */
interface Named {
  readonly module: string;
  readonly name: string;
  readonly qualifiedName: string;
}

/** The classes that are written in C outside of the builtins: errors name them with their modules. */
const IN_C =
  /^(?:collections\.(?:OrderedDict|defaultdict|deque)|torch\.(?:dtype|device|Size)|torch\._C\.\w+|numpy\.\w+)$|^(?:functools\.(?:partial|_lru_cache_wrapper)|types\.SimpleNamespace|datetime\.\w+|re\.(?:Match|Pattern)|_io\.\w+|operator\.\w+)$/;

/** What errors call a class. */
export function nameInErrors(type: Named): string {
  const full = `${moduleNameOf(type)}.${type.name}`;
  return IN_C.test(full) ? full : type.name;
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
const WRITTEN =
  /^(?:abc\.ABC|collections\.(?:Counter|OrderedDict)|enum\.Enum|torch\.nn\.modules\.\w+\.\w+|torch\.utils\.data\.dataset\.Dataset)$/;

/** Whether a class of a library derives from what it derives from there: most are written for what their objects do. */
export function hasItsBases({ module, name }: Named, isNative: boolean): boolean {
  return (isNative ? NATIVE : WRITTEN).test(`${module}.${name}`);
}

/** Builtins that are functions here, and classes there. */
export const CLASSES = /^(?:enumerate|filter|map|reversed|super|zip)$/;
