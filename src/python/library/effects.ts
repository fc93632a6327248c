import { tensorReaders } from './names';

/*
 * What replay does not model, and is known to be harmless all the same: it reads what it is given and gives back something
 * of its own, without changing its arguments, running code of the reader's (a function that is handed to it is seen to in
 * calls.ts), drawing from PyTorch's or numpy's generator, or printing. Some of it may raise: that it does not is taken for
 * granted, and said, outside of `try`. Everything else that is not modelled may do all of that: see
 * `Interpreter.mayDoAnything`.
 */

/** The standard library: importing it does nothing that matters here, and no Python lacks it. */
const STANDARD: ReadonlySet<string> = new Set(
  (
    'abc argparse array ast asyncio atexit base64 bisect bz2 calendar cmath codecs collections colorsys concurrent ' +
    'configparser contextlib contextvars copy cProfile csv ctypes dataclasses datetime decimal difflib dis doctest email ' +
    'enum errno faulthandler fnmatch fractions functools gc getopt getpass glob gzip hashlib heapq hmac html http ' +
    'importlib inspect io ipaddress itertools json keyword linecache locale logging lzma marshal math mimetypes mmap ' +
    'multiprocessing numbers operator os pathlib pickle pkgutil platform pprint profile pstats queue random re reprlib ' +
    'sched secrets select selectors shelve shlex shutil signal site socket sqlite3 ssl stat statistics string struct ' +
    'subprocess sys sysconfig tarfile tempfile textwrap threading time timeit token tokenize traceback tracemalloc types ' +
    'typing unicodedata unittest urllib uuid warnings wave weakref xml zipfile zlib zoneinfo __future__ builtins'
  ).split(' '),
);

/** Packages that stand in the preamble of every other notebook: who imports them has them, and nothing comes of it. */
const USUAL: ReadonlySet<string> = new Set(
  'numpy matplotlib matplotlib_inline mpl_toolkits seaborn tqdm IPython torchvision typing_extensions'.split(
    ' ',
  ),
);

/** Packages that come with PyTorch, or without which it is of no use: no `try` around them takes another way. */
const WITH_TORCH: ReadonlySet<string> = new Set(['torch', 'numpy', 'typing_extensions']);

/**
 * `tries`: as `reads`, but it raises where what it is given does not fit, or is not there. `mentions`: to name it is
 * harmless, what is below it, or a call of it, may do anything.
 */
type Effect = 'reads' | 'tries' | 'mentions' | 'anything';

/**
 * By the dotted name: what holds of it and of all below it, up to a longer name that says otherwise. `(…)` is what a
 * call gives, `[…]` an item.
 */
const EFFECTS: ReadonlyMap<string, Effect> = new Map<string, Effect>([
  ...mentions('numpy.random torch.utils'),
  ...mentions('torch.linalg torch.special torch.fft torch.func torch.jit torch.amp torch.version os'),
  // Times are given anew.
  ...tries('datetime.datetime datetime.date datetime.time datetime.timedelta'),
  // They look at clocks, the machine and its settings, and have no state that anything else here depends on.
  ...reads('time datetime.datetime.now datetime.date.today platform getpass.getuser gc.collect'),
  ...reads('os.path os.getcwd os.getpid os.cpu_count os.name os.sep os.getenv os.environ'),
  ...reads(
    'sys.version sys.version_info sys.platform sys.executable sys.path sys.argv sys.maxsize sys.setrecursionlimit',
  ),
  ...reads('sys.float_info sys.byteorder multiprocessing.cpu_count torch.version torch.__config__'),
  ...reads('numpy.__version__ matplotlib.__version__ torchvision.__version__ importlib.metadata.version'),
  // A key, a file or an argument may be missing.
  ...anything('os.environ[…] sys.argv[…] os.environ.pop time.strptime'),
  // They make, or look at, what is on the disk, of which nothing else here depends.
  ...tries(
    'os.makedirs os.mkdir os.listdir os.scandir os.walk os.stat os.rmdir os.path.getsize os.path.getmtime',
  ),
  // Annotations are never looked at; constants and functions of text.
  ...reads('typing typing_extensions collections.abc numbers string textwrap.dedent json.dumps __future__'),
  // Of what is written in the code they read its text.
  ...reads('dir inspect.isclass inspect.isfunction inspect.ismethod inspect.ismodule'),
  ...tries('inspect.signature inspect.getsource inspect.getdoc'),
  ...anything('typing.NamedTuple typing.TypedDict typing.get_type_hints typing.runtime_checkable'),
  // They draw a picture; some of seaborn's strew points about with numpy's generator.
  ...tries('matplotlib mpl_toolkits seaborn'),
  ...reads('matplotlib.pyplot.show matplotlib.pyplot.figure matplotlib.pyplot.close'),
  ...anything('matplotlib.testing matplotlib.pyplot.pause matplotlib.pyplot.ginput matplotlib.pyplot.imread'),
  ...anything('seaborn.stripplot seaborn.catplot seaborn.objects seaborn.load_dataset'),
  // Generators of their own, which PyTorch does not draw from; `choice` and `shuffle` do more.
  ...reads('numpy.random.seed numpy.random.rand numpy.random.randn numpy.random.random numpy.random.normal'),
  ...reads('numpy.random.uniform numpy.random.randint numpy.random.default_rng numpy.random.binomial'),
  ...anything('numpy.random.default_rng(…).shuffle numpy.random.default_rng(…).choice'),
  // Numpy's constants and types, and what makes new arrays; see also `ARRAY_READERS`.
  ...reads(
    'numpy.pi numpy.e numpy.inf numpy.nan numpy.newaxis numpy.float32 numpy.float64 numpy.int64 numpy.int32',
  ),
  ...reads('numpy.float16 numpy.uint8 numpy.ndarray'),
  ...tries(
    'numpy.array numpy.asarray numpy.zeros numpy.ones numpy.arange numpy.linspace numpy.eye numpy.identity',
  ),
  ...tries(
    'numpy.mean numpy.std numpy.var numpy.sum numpy.min numpy.max numpy.abs numpy.median numpy.percentile',
  ),
  ...tries(
    'numpy.quantile numpy.histogram numpy.outer numpy.nonzero numpy.argwhere numpy.diff numpy.power numpy.prod',
  ),
  ...tries(
    'numpy.sort numpy.argsort numpy.bincount numpy.triu numpy.tril numpy.einsum numpy.linalg.norm numpy.sign',
  ),
  ...tries(
    'numpy.floor numpy.ceil numpy.rint numpy.log2 numpy.log10 numpy.log1p numpy.expm1 numpy.average numpy.trace',
  ),
  ...tries(
    'numpy.flip numpy.roll numpy.isnan numpy.isinf numpy.isfinite numpy.nanmean numpy.cumprod numpy.meshgrid',
  ),
  ...tries(
    'numpy.any numpy.all numpy.exp numpy.log numpy.sqrt numpy.sin numpy.cos numpy.tanh numpy.set_printoptions',
  ),
  ...tries(
    'numpy.where numpy.concatenate numpy.vstack numpy.hstack numpy.column_stack numpy.expand_dims numpy.unique',
  ),
  ...tries(
    'numpy.cov numpy.corrcoef numpy.count_nonzero numpy.isclose numpy.allclose numpy.array_equal numpy.full numpy.logspace',
  ),
  ...tries(
    'numpy.zeros_like numpy.ones_like numpy.full_like numpy.empty_like numpy.tile numpy.split numpy.array_split numpy.diag',
  ),
  ...tries(
    'numpy.gradient numpy.interp numpy.searchsorted numpy.digitize numpy.histogram2d numpy.convolve numpy.polyfit',
  ),
  ...tries(
    'numpy.polyval numpy.nanmin numpy.nanmax numpy.nanstd numpy.delete numpy.append numpy.insert numpy.swapaxes numpy.moveaxis',
  ),
  ...tries(
    'numpy.isin numpy.setdiff1d numpy.lexsort numpy.unravel_index numpy.atleast_1d numpy.ravel numpy.shape numpy.size',
  ),
  ...tries('numpy.intersect1d numpy.union1d numpy.array_str numpy.array2string'),
  ...reads('IPython.display.set_matplotlib_formats matplotlib_inline.backend_inline.set_matplotlib_formats'),
]);

/** What an array has that only reads it. */
const ARRAY_READERS: ReadonlySet<string> = new Set(
  (
    'T all any argmax argmin astype clip copy cumprod cumsum dot dtype flatten item max mean min ndim nonzero prod ravel ' +
    'repeat reshape round shape size squeeze std sum tobytes tolist transpose var'
  ).split(' '),
);

/** What a tensor has that only reads it, beside its methods in C. */
const TENSOR_READERS: ReadonlySet<string> = new Set(
  'T H mT mH shape dtype device ndim itemsize nbytes layout item tolist numpy values indices requires_grad'.split(
    ' ',
  ),
);

/**
 * Whether a name is of a function of PyTorch, or a method of tensors, that only reads, or of what reads what that gave:
 * `torch.histc(…).item`, `Tensor.trace`.
 */
export function onlyReadsTensors(name: string | undefined): boolean {
  if (name === undefined || !/^(?:torch|Tensor)\./.test(name)) return false;
  const [, ...steps] = name.replaceAll(/\(…\)|\[…\]/g, '').split('.');
  const within = steps[0] === 'nn' ? 3 : /^(?:linalg|special|fft)$/.test(steps[0] ?? '') ? 2 : 1;
  return (
    tensorReaders.has(steps.slice(0, within).join('.')) &&
    steps.slice(within).every((step) => tensorReaders.has(step) || TENSOR_READERS.has(step))
  );
}

function reads(names: string): [string, Effect][] {
  return names.split(' ').map((name) => [name, 'reads']);
}
function tries(names: string): [string, Effect][] {
  return names.split(' ').map((name) => [name, 'tries']);
}
function mentions(names: string): [string, Effect][] {
  return names.split(' ').map((name) => [name, 'mentions']);
}
function anything(names: string): [string, Effect][] {
  return names.split(' ').map((name) => [name, 'anything']);
}

/** Harmless functions that give None: what a cell ends with is not shown then. */
const GIVING_NONE: ReadonlySet<string> = new Set(
  (
    'matplotlib.pyplot.show matplotlib.pyplot.close matplotlib.pyplot.savefig matplotlib.pyplot.tight_layout ' +
    'matplotlib.pyplot.subplots_adjust matplotlib.pyplot.clf matplotlib.pyplot.cla ' +
    'numpy.set_printoptions os.makedirs os.mkdir'
  ).split(' '),
);

/** Whether a call of it gives None. */
export function givesNone(name: string | undefined): boolean {
  return name !== undefined && GIVING_NONE.has(name);
}

/** What of PyTorch computes with kernels, generators or precisions of its own. */
const OTHER_KERNELS =
  /^torch\.(?:compile|autocast|amp|cuda\.amp|nn\.DataParallel|nn\.parallel|distributed)\b(?!\.is_)/;

/** Whether with what has this dotted name PyTorch draws other random numbers, or rounds in other ways. */
export function drawsOtherwise(name: string | undefined): boolean {
  return name !== undefined && OTHER_KERNELS.test(name);
}

/** Whether importing a module is known to do nothing that matters here. */
export function harmlessImport(name: string): boolean {
  const top = topOf(name);
  return STANDARD.has(top) || USUAL.has(top);
}

/** Whether a module is of one of the packages of which whoever imports from them has what they name. */
export function isOfUsualPackage(name: string): boolean {
  return USUAL.has(topOf(name));
}

/** Whether a module may be missing where a program is written with care: `try: import …`. */
export function mayBeMissing(name: string): boolean {
  const top = topOf(name);
  return !STANDARD.has(top) && !WITH_TORCH.has(top);
}

function topOf(name: string): string {
  return name.split('.')[0] ?? name;
}

/**
 * Whether what has this dotted name is known to be harmless.
 *
 * @param otherwise what holds of the thing that it comes from
 */
export function isHarmless(name: string | undefined, otherwise: boolean): boolean {
  if (name?.startsWith('numpy.') === true && /\(…\)./.test(name))
    return ARRAY_READERS.has(
      name
        .replace(/\(…\)$/, '')
        .split('.')
        .at(-1) ?? '',
    );
  if (onlyReadsTensors(name)) return true;
  const { effect, isOwn } = effectOf(name);
  return effect === undefined ? otherwise : effect === 'mentions' ? isOwn : effect !== 'anything';
}

/** Whether harmless code of this name may raise. */
export function mayRaise(name: string | undefined): boolean {
  return effectOf(name).effect === 'tries' || onlyReadsTensors(name);
}

/** What is known of a dotted name, or of the longest start of it of which something is known. */
function effectOf(name: string | undefined): {
  readonly effect: Effect | undefined;
  readonly isOwn: boolean;
} {
  // Nothing is known of longer names.
  const start = name !== undefined && name.length > LONGEST ? shortened(name.slice(0, LONGEST + 1)) : name;
  for (let at = start ?? ''; at !== ''; at = shortened(at)) {
    const effect = EFFECTS.get(at);
    if (effect !== undefined) return { effect, isOwn: at === name };
  }
  return { effect: undefined, isOwn: false };
}

const LONGEST = Math.max(...Array.from(EFFECTS.keys(), (name) => name.length));

function shortened(name: string): string {
  return name.slice(0, Math.max(0, name.search(/(?:\.[^.()[\]]*|\(…\)|\[…\])$/)));
}
