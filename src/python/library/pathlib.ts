/** Of `pathlib` what is read of a path without a look at the disk; how one is written differs between systems. */
export const pathlib = `
class _Kind(type):
    def __call__(cls, *args, **kwargs):
        if kwargs: return beyond('these options of a path')
        made = new_object(PosixPath if cls is Path else PurePosixPath if cls is PurePath else cls)
        made._read(args)
        return made
    def __repr__(cls): return doubtful(f"<class 'pathlib.{cls.__name__}'>", 'the class of a path')
def _text(one):
    if isinstance(one, PurePath): return one.as_posix()
    if type(one) is not str: return beyond('this path')
    return beyond('a path of Windows') if chr(92) in one or ':' in one or one[:2] == '//' else one
class PurePath(metaclass=_Kind):
    def __getattr__(self, name): return beyond(f'Path.{name}')
    def _read(self, args):
        self._root, self._names = '', []
        for one in args:
            text = _text(one)
            if text[:1] == '/': self._root, self._names = '/', []
            self._names = self._names + [name for name in text.split('/') if name not in ('', '.')]
    def _with(self, names):
        made = type(self)()
        made._root, made._names = self._root, names
        return made
    def as_posix(self): return self._root + '/'.join(self._names) or '.'
    def __str__(self):
        text = self.as_posix()
        return doubtful(text, 'what stands between the names of a path') if '/' in text else text
    def __fspath__(self): return str(self)
    def __repr__(self): return doubtful(f'{type(self).__name__}({self.as_posix()!r})', 'the class of a path')
    def __eq__(self, other):
        if not isinstance(other, PurePath): return NotImplemented
        own, others = self.as_posix(), other.as_posix()
        return own == others if own == others or own.lower() != others.lower() else doubtful(False, 'whether paths are equal')
    def __lt__(self, other): return (self._root, self._names) < (other._root, other._names) if isinstance(other, PurePath) else NotImplemented
    def __truediv__(self, key): return type(self)(self, key)
    def __rtruediv__(self, key): return type(self)(key, self)
    def joinpath(self, *others): return type(self)(self, *others)
    def is_absolute(self): return doubtful(self._root != '', 'whether a path is absolute')
    @property
    def parts(self): return ((doubtful('/', 'the root of a path'),) if self._root else ()) + tuple(self._names)
    @property
    def name(self): return self._names[-1] if self._names else ''
    @property
    def parent(self): return self._with(self._names[:-1])
    @property
    def parents(self): return [self._with(self._names[:i]) for i in range(len(self._names) - 1, -1, -1)]
    def _split(self):
        if self.name[-1:] == '.': return beyond('a name that ends in a point')
        at = self.name.rfind('.')
        return (self.name[:at], self.name[at:]) if at > 0 else (self.name, '')
    @property
    def stem(self): return self._split()[0]
    @property
    def suffix(self): return self._split()[1]
    @property
    def suffixes(self): return ['.' + one for one in self.name.lstrip('.').split('.')[1:]]
    def with_name(self, name):
        if type(name) is not str or not self._names or name in ('', '.') or _text(name) != name or '/' in name: return beyond('Path.with_name')
        return self._with(self._names[:-1] + [name])
    def with_suffix(self, suffix):
        if type(suffix) is not str or suffix == '.' or suffix and suffix[0] != '.': return beyond('Path.with_suffix')
        return self.with_name(self.stem + suffix)
    def with_stem(self, stem): return self.with_name(stem + self.suffix)
class PurePosixPath(PurePath): pass
def _looked(name): return lambda self, *args, **kwargs: unknown(f'Path.{name}')
class Path(PurePath):
    @classmethod
    def cwd(cls): return unknown('Path.cwd')
    @classmethod
    def home(cls): return unknown('Path.home')
    exists, is_file, is_dir, stat, iterdir, glob, rglob, resolve, absolute, expanduser, read_text, read_bytes = [_looked(name) for name in 'exists is_file is_dir stat iterdir glob rglob resolve absolute expanduser read_text read_bytes'.split()]
    mkdir, touch, write_text, write_bytes, unlink, rmdir = [_looked(name) for name in 'mkdir touch write_text write_bytes unlink rmdir'.split()]
class PosixPath(Path, PurePosixPath): pass
`;
