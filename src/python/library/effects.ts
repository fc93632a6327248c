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

const REPLACEABLE =
  /^torch\.(?:nn\.functional\.(?:dropout[123]?d?|(?:feature_)?alpha_dropout)|nn\.(?:Dropout[123]?d?|(?:Feature)?AlphaDropout|Linear|ReLU)|rand|rand_like|randn|bernoulli|dropout)$/;

/** Whether it is known who asks PyTorch's modules for a member, so that another one may stand in its place. */
export function isReplaceable(name: string): boolean {
  return REPLACEABLE.test(name);
}

/** Packages that stand in the preamble of every other notebook: who imports them has them, and nothing comes of it. */
const USUAL: ReadonlySet<string> = new Set(
  'numpy matplotlib matplotlib_inline mpl_toolkits seaborn tqdm IPython torchvision typing_extensions'.split(
    ' ',
  ),
);

/**
 * Packages that leave all as it is when they are imported: no text is shown, no random number drawn, and nothing of PyTorch's,
 * numpy's or Python's is another one afterwards (test/golden/quiet_packages.py). Not all are installed.
 */
export const QUIET_PACKAGES: ReadonlySet<string> = new Set(
  (
    'pandas sklearn scipy PIL h5py networkx yaml requests six tabulate joblib psutil einops torchinfo torchsummary omegaconf ' +
    'hydra rich plotly imageio skimage gymnasium optuna ipywidgets sympy statsmodels tensorboard wandb transformers datasets ' +
    'tokenizers sentencepiece accelerate huggingface_hub cv2 librosa numba albumentations torchaudio'
  ).split(' '),
);

/** Packages that come with PyTorch, or without which it is of no use: no `try` around them takes another way. */
const WITH_TORCH: ReadonlySet<string> = new Set(['torch', 'numpy', 'typing_extensions']);

/**
 * `tries`: as `reads`, but it raises where what it is given does not fit, or is not there. `mentions`: to name it is
 * harmless, what is below it, or a call of it, may do anything. `holds`: as `mentions`, and it is a data set, which has
 * items by their index.
 */
type Effect = 'reads' | 'tries' | 'mentions' | 'holds' | 'anything';

/** Numpy's functions of one array each, element by element. */
const ELEMENTWISE =
  'abs absolute arccos arccosh arcsin arcsinh arctan arctanh cbrt ceil conj conjugate cos cosh deg2rad degrees exp ' +
  'exp2 expm1 fabs fix floor frexp invert isfinite isinf isnan isneginf isposinf log log10 log1p log2 logical_not ' +
  'modf negative positive rad2deg radians reciprocal rint sign signbit sin sinh spacing sqrt square tan tanh trunc';

/** Numpy's functions that only read, but for what they are told to write into; those of files leave all else alone. */
const NUMPY_READERS =
  'add all allclose amax amin angle any append arange arctan2 argmax argmin argpartition argsort argwhere around ' +
  'array array2string array_equal array_equiv array_repr array_split array_str asanyarray asarray ascontiguousarray ' +
  'asfortranarray atleast_1d atleast_2d atleast_3d average bartlett base_repr binary_repr bincount bitwise_and ' +
  'bitwise_not bitwise_or bitwise_xor blackman broadcast_arrays broadcast_shapes broadcast_to can_cast choose clip ' +
  'column_stack compress concatenate convolve copy copysign corrcoef correlate count_nonzero cov cross cumprod ' +
  'cumsum delete diag diag_indices diagflat diagonal diff digitize divide divmod dot dsplit dstack ediff1d einsum ' +
  'empty empty_like equal expand_dims extract eye flatnonzero flip fliplr flipud float_power floor_divide fmax fmin ' +
  'fmod full full_like gcd genfromtxt geomspace gradient greater greater_equal hamming hanning heaviside histogram ' +
  'histogram2d histogram_bin_edges histogramdd hsplit hstack hypot identity imag indices inner insert interp ' +
  'intersect1d isclose iscomplex isin isreal isscalar issubdtype ix_ kaiser kron lcm left_shift less less_equal ' +
  'lexsort linspace loadtxt logaddexp logical_and logical_or logical_xor logspace matmul max maximum mean median ' +
  'meshgrid min minimum mod moveaxis multiply nanargmax nanargmin nancumsum nanmax nanmean nanmedian nanmin ' +
  'nanpercentile nanprod nanquantile nanstd nansum nanvar ndim nonzero not_equal ones ones_like outer pad partition ' +
  'percentile polyadd polyder polyfit polyint polymul polysub polyval power prod ptp quantile ravel ' +
  'ravel_multi_index real remainder repeat reshape resize right_shift roll rollaxis roots rot90 round save savetxt ' +
  'savez searchsorted select set_printoptions setdiff1d setxor1d shape sinc size sort split squeeze stack std ' +
  'subtract sum swapaxes take take_along_axis tensordot tile trace transpose tri tril tril_indices triu ' +
  'triu_indices true_divide union1d unique unravel_index unwrap vander var vdot vsplit vstack where zeros ' +
  'zeros_like';

const NUMPY_LINALG =
  'cholesky cond det eig eigh eigvals eigvalsh inv lstsq matrix_power matrix_rank multi_dot norm pinv qr slogdet solve svd';

const OF_ONE_ARRAY: ReadonlySet<string> = new Set(ELEMENTWISE.split(' ').map((name) => `numpy.${name}`));

/** Of these, more than two arguments may be arrays that are read. */
const OF_MANY_ARRAYS = /^numpy\.(?:where|interp|insert|einsum|meshgrid|digitize|gradient|select|ix_|savez)$/;

/** Of scikit-learn, what draws from numpy's generator where it is given no seed. */
const SEEDED = /^sklearn\.(?:datasets\.make_\w+|model_selection\.train_test_split)$/;
/** Tables that may share the memory of an array that they are made of; of a dictionary of arrays they copy it. */
const SHARING = /^pandas\.(?:DataFrame|Series|Index)(?:\.\w+)?$/;
/** What of pandas' tables calls or names something of the reader's code, draws from numpy's generator, or writes what it holds as code. */
const WILD_OF_TABLES = /^pandas\..*\.(?:sample|eval|query|pipe|to_sql|to_pickle)\b/;

/**
 * Whether harmless code of this name may be told to do more: to write into what it is handed, now or later, or to draw.
 *
 * @param lastArray the place of the last argument without a name that may be an array; -1 where there is none
 */
export function mayDoMore(
  name: string,
  keywords: ReadonlyMap<string, { readonly kind: string }>,
  lastArray: number,
): boolean {
  if (keywords.has('out') || keywords.has('overwrite_input')) return true;
  if (SEEDED.test(name)) return keywords.get('random_state')?.kind !== 'int';
  if (SHARING.test(name)) return lastArray >= 0 || keywords.has('data');
  if (!name.startsWith('numpy.') || OF_MANY_ARRAYS.test(name)) return false;
  const isOfOne = name.includes('(') || OF_ONE_ARRAY.has(name);
  return lastArray >= (isOfOne ? 1 : 2);
}

const DATA_SETS =
  'MNIST FashionMNIST KMNIST EMNIST CIFAR10 CIFAR100 SVHN STL10 ImageFolder DatasetFolder FakeData'
    .split(' ')
    .map((name) => `torchvision.datasets.${name}`);

const TRANSFORMS = (
  'Compose ToTensor Normalize Resize CenterCrop RandomCrop RandomHorizontalFlip RandomVerticalFlip RandomRotation ' +
  'RandomResizedCrop RandomAffine RandomErasing ColorJitter Grayscale Pad ToPILImage'
)
  .split(' ')
  .map((name) => `torchvision.transforms.${name}`);

/** Whether a call of it may print, harmless as it is: what a table of data holds, what is being downloaded. */
export function mayPrint(name: string | undefined): boolean {
  return name !== undefined && (name.endsWith('.info') || name.startsWith('torchvision.datasets.'));
}

/** Names that are separated by blanks, each with the same effect. */
function having(effect: Effect): (names: string) => [string, Effect][] {
  return (names) => names.split(' ').map((name) => [name, effect]);
}
const reads = having('reads');
const tries = having('tries');
const mentions = having('mentions');
const holds = having('holds');
const anything = having('anything');

function ofNumpy(names: string, module = 'numpy'): string {
  return names.replaceAll(/\S+/g, (name) => `${module}.${name}`);
}

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
  // Tables: they read what they are made of, and give back others.
  ...tries('pandas'),
  ...anything(
    'pandas.eval pandas.plotting pandas.read_hdf pandas.read_pickle pandas.read_sql pandas.api pandas.core pandas.io pandas.util pandas.testing',
  ),
  // They read arrays and give back others; estimators learn of them, and some draw from numpy's generator.
  ...tries('sklearn.metrics sklearn.datasets sklearn.model_selection.train_test_split'),
  ...tries(
    'sklearn.preprocessing.StandardScaler sklearn.preprocessing.MinMaxScaler sklearn.preprocessing.LabelEncoder',
  ),
  ...anything('sklearn.metrics.make_scorer sklearn.datasets.fetch_openml'),
  // Generators of their own, which PyTorch does not draw from; `choice` and `shuffle` do more.
  ...reads('numpy.random.seed numpy.random.rand numpy.random.randn numpy.random.random numpy.random.normal'),
  ...reads('numpy.random.uniform numpy.random.randint numpy.random.default_rng numpy.random.binomial'),
  ...anything('numpy.random.default_rng(…).shuffle numpy.random.default_rng(…).choice'),
  // Numpy's constants and types, and what makes new arrays; see also `ARRAY_READERS`.
  ...reads(
    ofNumpy('pi e inf nan newaxis ndarray finfo iinfo c_ r_ mgrid ogrid bool_ intp complex64 complex128'),
  ),
  ...reads(ofNumpy('float16 float32 float64 int8 int16 int32 int64 uint8 uint16 uint32 uint64')),
  ...tries(ofNumpy(ELEMENTWISE)),
  ...tries(ofNumpy(NUMPY_READERS)),
  ...tries(ofNumpy(NUMPY_LINALG, 'numpy.linalg')),
  // To make one is harmless; what is asked of it later may draw, or call what it was handed.
  ...mentions('torchvision torchvision.datasets torchvision.transforms torchvision.models torchvision.utils'),
  ...TRANSFORMS.flatMap((name) => [...tries(name), ...mentions(`${name}(…)`)]),
  ...DATA_SETS.flatMap((name) => [
    ...tries(name),
    ...holds(`${name}(…)`),
    ...reads(`${name}(…).classes ${name}(…).class_to_idx`),
  ]),
  ...tries(
    'unicodedata IPython.display.HTML IPython.display.SVG IPython.display.Image IPython.display.Markdown',
  ),
  ...tries('IPython.core.display.HTML'),
  ...reads('IPython.display.set_matplotlib_formats matplotlib_inline.backend_inline.set_matplotlib_formats'),
]);

/** What an array has that only reads it. */
const ARRAY_READERS: ReadonlySet<string> = new Set(
  (
    'T all any argmax argmin astype clip copy cumprod cumsum dot dtype flatten item max mean min ndim nonzero prod ravel ' +
    'repeat reshape round shape size squeeze std sum tobytes tolist transpose var'
  ).split(' '),
);

/** What is asked of a tensor that is made of what nobody knows, and gives the like, or numbers of it. */
const OF_OWN_TENSOR =
  /^tensor(?:\(…\)|\[…\]|\.(?:float|double|half|long|int|bool|to|cpu|view|reshape|unsqueeze|squeeze|permute|transpose|flatten|size|shape|dim|numel|contiguous|clone|detach)\b)*$/;

/** What a tensor has that only reads it, beside its methods in C. */
const TENSOR_READERS: ReadonlySet<string> = new Set(
  'T H mT mH _base shape dtype device ndim itemsize nbytes layout item tolist numpy values indices requires_grad'.split(
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
  const inTorch = steps[0] === 'nn' ? 3 : /^(?:linalg|special|fft)$/.test(steps[0] ?? '') ? 2 : 1;
  const within = name.startsWith('torch.') ? inTorch : 0;
  return (
    (within === 0 || tensorReaders.has(steps.slice(0, within).join('.'))) &&
    steps.slice(within).every((step) => tensorReaders.has(step) || TENSOR_READERS.has(step))
  );
}

/** Whether it came of a package whose numbers and tables do nothing but fit or raise, whatever takes them. */
export function isTabular(name: string | undefined): boolean {
  return name !== undefined && /^(?:pandas|sklearn)\./.test(name);
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

/** Whether importing a module is known to do nothing that matters here. @param installed of the `QUIET_PACKAGES` */
export function harmlessImport(name: string, installed: ReadonlySet<string>): boolean {
  return STANDARD.has(topOf(name)) || isOfUsualPackage(name, installed);
}

/** Whether a module is of one of the packages of which whoever imports from them has what they name. */
export function isOfUsualPackage(name: string, installed: ReadonlySet<string>): boolean {
  const top = topOf(name);
  return USUAL.has(top) || (QUIET_PACKAGES.has(top) && installed.has(top));
}

/** Whether a module may be missing where a program is written with care: `try: import …`. */
export function mayBeMissing(name: string, installed: ReadonlySet<string>): boolean {
  const top = topOf(name);
  return !STANDARD.has(top) && !WITH_TORCH.has(top) && !installed.has(top);
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
  if (name !== undefined && WILD_OF_TABLES.test(name)) return false;
  if (name !== undefined && OF_OWN_TENSOR.test(name)) return true;
  const { effect, isOwn } = effectOf(name);
  if (effect === 'mentions' || effect === 'holds') return isOwn;
  return effect === undefined ? otherwise : effect !== 'anything';
}

/** Whether what has this dotted name is a data set of a library, which has items by their index. */
export function isDataSet(name: string | undefined): boolean {
  const { effect, isOwn } = effectOf(name);
  return effect === 'holds' && isOwn;
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
