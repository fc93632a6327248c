import { doubtAbout } from '../doubt';
import type { Interpreter } from '../interpreter';
import { type ModuleValue, UnknownValue, type Value } from '../values';

/**
 * What a library adds: modules by their full names. `load` is called at the first import in a replay; a module that is
 * made once and for all may be given again and again, for nothing in it ever changes.
 */
export interface ModuleSource {
  readonly modules: ReadonlyMap<string, ModuleValue>;
}

/**
 * Modules that neither draw from PyTorch's generator nor change its objects: importing them is free, and what their
 * functions give is merely unknown. Each stands for its submodules, too.
 */
const HARMLESS: ReadonlySet<string> = new Set(
  (
    'abc argparse array ast asyncio atexit base64 bisect calendar cmath codecs collections colorsys concurrent ' +
    'configparser contextlib contextvars copy csv ctypes dataclasses datetime decimal difflib dis doctest email enum ' +
    'errno faulthandler fnmatch fractions functools gc getopt getpass glob gzip hashlib heapq hmac html http importlib ' +
    'inspect io ipaddress itertools json keyword linecache locale logging lzma marshal math mimetypes mmap ' +
    'multiprocessing numbers operator os pathlib pickle pkgutil platform pprint queue random re reprlib sched secrets ' +
    'select selectors shelve shlex shutil signal site socket sqlite3 ssl stat statistics string struct subprocess sys ' +
    'sysconfig tarfile tempfile textwrap threading time timeit token tokenize traceback tracemalloc types typing ' +
    'unicodedata unittest urllib uuid warnings wave weakref xml zipfile zlib zoneinfo __future__ builtins bz2 cProfile ' +
    'profile pstats resource ' +
    'numpy scipy pandas matplotlib mpl_toolkits seaborn plotly bokeh altair sklearn statsmodels sympy networkx PIL cv2 ' +
    'skimage imageio tqdm IPython ipywidgets rich tabulate termcolor colorama prettytable requests yaml toml h5py ' +
    'typing_extensions pytest graphviz dotenv psutil google nltk einops_exts'
  ).split(' '),
);

/** Whether importing a module is known to leave PyTorch alone. */
export function harmlessModule(name: string): boolean {
  return HARMLESS.has(name.split('.')[0] ?? name);
}

/** The module of a name that a library has; undefined where none has it. */
export function builtinModule(interpreter: Interpreter, name: string): ModuleValue | undefined {
  for (const { modules } of interpreter.libraries) {
    const module = modules.get(name);
    if (module !== undefined) return module;
  }
  return undefined;
}

/** Raises where a package is known to have no such module. */
function checkSubmodule(interpreter: Interpreter, name: string): void {
  const parts = name.split('.');
  for (let depth = parts.length - 1; depth > 0; depth--) {
    const parent = builtinModule(interpreter, parts.slice(0, depth).join('.'));
    if (parent === undefined) continue;
    const next = parts[depth] ?? '';
    if (parent.known?.has(next) === false && !parent.members.has(next))
      interpreter.raise('ModuleNotFoundError', `No module named '${parts.slice(0, depth + 1).join('.')}'`);
    return;
  }
}

/** What `import name` binds. */
export function importModule(interpreter: Interpreter, name: string): Value {
  const known = builtinModule(interpreter, name);
  if (known !== undefined) return known;
  const before = interpreter.modules.get(name);
  if (before !== undefined) return before;
  const harmless = harmlessModule(name);
  const [top = name] = name.split('.');
  checkSubmodule(interpreter, name);
  // A module of a package that is known by half: torch.utils.tensorboard.
  const inside = builtinModule(interpreter, top) !== undefined;
  const doubt = doubtAbout(harmless || inside ? 'notUnderstood' : 'unknownModule', interpreter.place, name);
  if (!harmless && !inside) {
    interpreter.random.assumeImport(name, interpreter.place);
    interpreter.recorder.assumptions.push(doubtAbout('importAssumed', interpreter.place, name));
  }
  const module = new UnknownValue(doubt, harmless, name);
  interpreter.modules.set(name, module);
  return module;
}
