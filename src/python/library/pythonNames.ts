/* What Python itself, and IPython, have names for: tables only. */

/** Names that Python has and replay has no value for. */
export const UNMODELLED_BUILTINS: ReadonlySet<string> = new Set(
  (
    '__import__ aiter anext breakpoint bytearray bytes compile complex copyright credits delattr eval exec exit ' +
    'globals hash id license locals memoryview open quit vars __build_class__ __loader__ __spec__ ' +
    'BaseExceptionGroup ExceptionGroup BlockingIOError BrokenPipeError BytesWarning ChildProcessError ' +
    'ConnectionAbortedError ConnectionRefusedError ConnectionResetError EncodingWarning ' +
    'ImportWarning IndentationError InterruptedError IsADirectoryError NotADirectoryError PendingDeprecationWarning ' +
    'ProcessLookupError SyntaxWarning TabError UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError ' +
    'UnicodeWarning __doc__ __file__ __package__ __builtins__'
  ).split(' '),
);

/** Names that a notebook has beside Python's, and those of its outputs: see ../replay/history.ts. */
export const IPYTHON_NAMES = /^(?:get_ipython|In|_i{1,3}|_[id]h|_i?\d+)$/;

/** IPython's magics for a line: a cell of one line that begins with such a name, where it is bound to nothing, needs no `%`. */
export const LINE_MAGICS: ReadonlySet<string> = new Set(
  (
    'alias alias_magic autoawait autocall automagic bookmark cat cd clear code_wrap colors conda config ' +
    'connect_info cp debug dhist dirs doctest_mode ed edit env gui hist history killbgscripts ldir lf lk ' +
    'll less load load_ext loadpy logoff logon logstart logstate logstop ls lsmagic lx macro magic mamba ' +
    'man matplotlib micromamba mkdir more mv notebook page pastebin pdb pdef pdoc pfile pinfo pinfo2 pip ' +
    'popd pprint precision prun psearch psource pushd pwd pycat pylab qtconsole quickref recall rehashx ' +
    'reload_ext rep rerun reset reset_selective rm rmdir run save sc set_env subshell sx system tb time ' +
    'timeit unalias unload_ext uv who who_ls whos xdel xmode'
  ).split(' '),
);

/** What `object` gives to everything, and replay does not model. */
export const MEMBERS_OF_ALL: ReadonlySet<string> = new Set(
  (
    '__dict__ __doc__ __module__ __weakref__ __hash__ __reduce__ __reduce_ex__ __sizeof__ __dir__ __format__ ' +
    '__init_subclass__ __subclasshook__ __new__ __init__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __str__ __repr__ ' +
    '__getattribute__ __setattr__ __delattr__ __getstate__ __annotations__ __call__ __code__ __defaults__ __closure__ ' +
    '__globals__ __kwdefaults__ __get__ __qualname__ __name__ __self__ __func__ __wrapped__'
  ).split(' '),
);

/** Those of them that functions have, or what stands for them: objects of the reader's classes have them where they are given. */
export const MEMBERS_OF_FUNCTIONS =
  /^__(?:call|closure|code|defaults|func|get|globals|kwdefaults|name|qualname|self|wrapped)__$/;

/** And to classes. */
export const MEMBERS_OF_CLASSES: ReadonlySet<string> = new Set(
  '__doc__ __mro__ mro __bases__ __base__ __class__ __subclasses__ __text_signature__ __basicsize__ __abstractmethods__'.split(
    ' ',
  ),
);

/** What Python says of a value that does not fit where it is used. */
export const UNFIT =
  /' object (?:has no attribute|is not (?:callable|subscriptable))|requires string as left|values to unpack/;

/** Types that none may derive from (`Py_TPFLAGS_BASETYPE`). */
export const FINAL_TYPES: ReadonlySet<string> = new Set(
  (
    'bool range slice NoneType ellipsis NotImplementedType function builtin_function_or_method method generator ' +
    'dict_keys dict_values dict_items Size dtype device layout memory_format'
  ).split(' '),
);

/** Types whose objects lie in memory in ways of their own; all exceptions count as one. */
export const SOLID_TYPES: ReadonlySet<string> = new Set(
  'int float str list dict set frozenset tuple type BaseException'.split(' '),
);

/** Members by which a class changes what its objects, or others, do, and which replay does not look for. */
export const UNMODELLED_MEMBERS: ReadonlySet<string> = new Set(
  (
    '__getattribute__ __del__ __new__ __class_getitem__ __mro_entries__ __subclasshook__ ' +
    '__instancecheck__ __subclasscheck__ __torch_function__ __torch_dispatch__ __array__ __prepare__ __dir__ __class__'
  ).split(' '),
);

/** Special methods that nothing which is written here of the builtin types goes past. */
export const HEEDED_MEMBERS: ReadonlySet<string> = new Set(
  (
    '__init__ __repr__ __str__ __format__ __getattr__ __setattr__ __delattr__ __call__ __missing__ __enter__ __exit__ __doc__ ' +
    '__module__ __match_args__ __init_subclass__ __annotations__ __copy__ __deepcopy__'
  ).split(' '),
);

/** What the special methods of operators are called. */
export const OPERATOR_METHODS = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'truediv',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '@': 'matmul',
  '<<': 'lshift',
  '>>': 'rshift',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
} as const;

/** Functions whose repr is that of a function of C, without an address. */
export const BUILTIN_FUNCTIONS: ReadonlySet<string> = new Set(
  'abs all any ascii bin callable chr delattr dir divmod eval exec format getattr globals hasattr hash hex id input isinstance issubclass iter len locals max min next oct ord pow repr round setattr sorted sum vars'.split(
    ' ',
  ),
);

/** What Python takes from a special method, and its words for anything else. */
export const GIVES: Readonly<Record<string, readonly [kinds: RegExp, words: string]>> = {
  __str__: [/^str$/, '__str__ returned non-string (type TYPE)'],
  __repr__: [/^str$/, '__repr__ returned non-string (type TYPE)'],
  __int__: [/^(?:int|bool)$/, '__int__ returned non-int (type TYPE)'],
  __index__: [/^(?:int|bool)$/, '__index__ returned non-int (type TYPE)'],
  __float__: [/^float$/, 'OWNER.__float__ returned non-float (type TYPE)'],
  __bool__: [/^bool$/, '__bool__ should return bool, returned TYPE'],
  __len__: [/^(?:int|bool)$/, "'TYPE' object cannot be interpreted as an integer"],
};
