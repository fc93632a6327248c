/*
 * Of `os` what is read of paths without a look at the disk, as `pathlib.ts` does, and the environment, of which only what was
 * set here is known to be there.
 */
const path = `
def _text(one):
    if type(one) is not str: return beyond('this path')
    return beyond('a path of Windows') if chr(92) in one or ':' in one else one
def join(path, *paths):
    if not all([sure(one) for one in (path, *paths)]): return unknown('os.path.join')
    result, joins = _text(path), False
    for one in paths:
        if _text(one)[:1] == '/': result = one
        else:
            joins = joins or result[-1:] not in ('', '/')
            result = result + one if result[-1:] in ('', '/') else result + '/' + one
    return doubtful(result, 'what stands between the names of a path') if joins else result
def split(p):
    if not sure(p): return unknown('os.path.split')
    at = _text(p).rfind('/') + 1
    return (p[:at].rstrip('/') or p[:at], p[at:])
def basename(p): return split(p)[1] if sure(p) else unknown('os.path.basename')
def dirname(p): return split(p)[0] if sure(p) else unknown('os.path.dirname')
def splitext(p):
    if not sure(p): return unknown('os.path.splitext')
    name = basename(p)
    at = name.rfind('.')
    if at <= 0 or name[:at].strip('.') == '': return (p, '')
    return (p[:at - len(name)], name[at:])
`;

const whole = `
class _Environ:
    def __init__(self): self._set = {}
    def __getattr__(self, name): return beyond(f'os.environ.{name}')
    def __setitem__(self, key, value):
        for one in (key, value):
            if not isinstance(one, str): raise TypeError(f'str expected, not {type(one).__name__}')
        self._set[key] = value
    def __getitem__(self, key): return doubtful(self._set[key], 'os.environ') if key in self._set else beyond(f'os.environ[{key!r}]')
    def __contains__(self, key): return doubtful(True, 'os.environ') if key in self._set else unknown('os.environ')
    def get(self, key, default=None): return doubtful(self._set[key], 'os.environ') if key in self._set else unknown('os.environ.get')
    def setdefault(self, key, value):
        if key in self._set: return self[key]
        self[key] = value
        return unknown('os.environ.setdefault')
environ = _Environ()
def getenv(key, default=None): return environ.get(key, default)
`;

/** `os` and `os.path`. */
export const os = { os: whole, 'os.path': path };
