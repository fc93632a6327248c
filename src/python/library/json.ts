/** Of `json` what is about texts: `dumps` of what JSON has, and `loads`. */
export const json = `
_escapes = {'"': '\\\\"', '\\\\': '\\\\\\\\', '\\n': '\\\\n', '\\r': '\\\\r', '\\t': '\\\\t', '\\f': '\\\\f', '\\b': '\\\\b'}
class JSONDecodeError(ValueError): pass
def _character(c, ensure_ascii):
    if c in _escapes: return _escapes[c]
    code = ord(c)
    if code < 32 or (ensure_ascii and 126 < code < 65536): return '\\\\u' + format(code, '04x')
    if ensure_ascii and code > 65535: return '\\\\u' + format(55296 + (code - 65536 >> 10), '04x') + '\\\\u' + format(56320 + (code - 65536 & 1023), '04x')
    return c
def _string(text, ensure_ascii): return '"' + ''.join([_character(c, ensure_ascii) for c in text]) + '"'
def _float(value):
    if value != value: return 'NaN'
    if value == float('inf'): return 'Infinity'
    if value == -float('inf'): return '-Infinity'
    return repr(float(value))
def _key(key):
    if isinstance(key, str): return key
    if key is True: return 'true'
    if key is False: return 'false'
    if key is None: return 'null'
    if isinstance(key, int): return repr(int(key))
    if isinstance(key, float): return _float(key)
    raise TypeError(f'keys must be str, int, float, bool or None, not {type(key).__name__}')
def _written(value, options, depth):
    ensure_ascii, indent, (between, colon), default, sort_keys = options
    if isinstance(value, str): return _string(value, ensure_ascii)
    if value is None: return 'null'
    if value is True: return 'true'
    if value is False: return 'false'
    if isinstance(value, int): return repr(int(value))
    if isinstance(value, float): return _float(value)
    if depth > 50: return beyond('so deep an object')
    if isinstance(value, dict):
        entries = sorted(value.items()) if sort_keys else value.items()
        parts = [_string(_key(key), ensure_ascii) + colon + _written(one, options, depth + 1) for key, one in entries]
        opened, closed = '{', '}'
    elif isinstance(value, (list, tuple)):
        parts = [_written(one, options, depth + 1) for one in value]
        opened, closed = '[', ']'
    elif default is not None: return _written(default(value), options, depth + 1)
    else: raise TypeError(f'Object of type {type(value).__name__} is not JSON serializable')
    if not parts: return opened + closed
    if indent is None: return opened + between.join(parts) + closed
    line = '\\n' + indent * (depth + 1)
    return opened + line + (between + line).join(parts) + '\\n' + indent * depth + closed
def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False):
    if skipkeys or not allow_nan or cls is not None: return beyond('json.dumps')
    if separators is None: separators = (', ' if indent is None else ',', ': ')
    if isinstance(indent, int): indent = ' ' * indent
    return _written(obj, (ensure_ascii, indent, separators, default, sort_keys), 0)
def _skipped(s, at):
    while at < len(s) and s[at] in ' \\t\\n\\r': at += 1
    return at
def _read(s, at):
    at = _skipped(s, at)
    c = s[at] if at < len(s) else ''
    if c == '"':
        start = at = at + 1
        while at < len(s) and s[at] != '"':
            if s[at] == '\\\\': return beyond('an escape in JSON')
            at += 1
        if at >= len(s): return beyond('broken JSON')
        return s[start:at], at + 1
    if c == '[' or c == '{':
        isObject = c == '{'
        made = {} if isObject else []
        at = _skipped(s, at + 1)
        if at < len(s) and s[at] == ('}' if isObject else ']'): return made, at + 1
        while True:
            if isObject:
                key, at = _read(s, at)
                at = _skipped(s, at)
                if not isinstance(key, str) or at >= len(s) or s[at] != ':': return beyond('broken JSON')
                made[key], at = _read(s, at + 1)
            else:
                one, at = _read(s, at)
                made.append(one)
            at = _skipped(s, at)
            end = s[at] if at < len(s) else ''
            if end == ('}' if isObject else ']'): return made, at + 1
            if end != ',': return beyond('broken JSON')
            at += 1
    for word, value in (('true', True), ('false', False), ('null', None)):
        if s[at:at + len(word)] == word: return value, at + len(word)
    start = at
    while at < len(s) and s[at] in '+-0123456789.eE': at += 1
    number = s[start:at]
    if number == '' or number.lstrip('-')[:1] not in list('0123456789'): return beyond('broken JSON')
    return (float(number) if any(c in number for c in '.eE') else int(number)), at
def loads(s, **options):
    if options or not isinstance(s, str): return beyond('json.loads')
    value, at = _read(s, 0)
    if _skipped(s, at) != len(s): return beyond('broken JSON')
    return value
def dump(obj, fp, **options): fp.write(dumps(obj, **options))
def load(fp, **options): return loads(fp.read(), **options)
`;
