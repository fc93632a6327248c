/** Of `json` what is about texts: `dumps` of what JSON has, and `loads`. */
export const json = `
_escapes = {'"': '\\\\"', '\\\\': '\\\\\\\\', '\\n': '\\\\n', '\\r': '\\\\r', '\\t': '\\\\t', '\\f': '\\\\f', '\\b': '\\\\b'}
_unescaped = {escape[1]: one for one, escape in _escapes.items()} | {'/': '/'}
class JSONDecodeError(ValueError):
    def __init__(self, *args): beyond('JSONDecodeError(…)')
class _Odd(Exception): pass
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
    if isinstance(value, dict) and len(value) == 0: return '{}'
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
    elif not isinstance(indent, (str, type(None))): return beyond('this indent')
    return _written(obj, (ensure_ascii, indent, separators, default, sort_keys), 0)
def _skipped(s, at):
    while at < len(s) and s[at] in ' \\t\\n\\r': at += 1
    return at
def _read(s, at):
    at = _skipped(s, at)
    c = s[at] if at < len(s) else ''
    if c == '"':
        text = ''
        at += 1
        while at < len(s) and s[at] != '"':
            if s[at] < ' ': raise _Odd()
            if s[at] != '\\\\':
                text += s[at]
                at += 1
            elif s[at + 1:at + 2] in _unescaped:
                text += _unescaped[s[at + 1]]
                at += 2
            else:
                digits = s[at + 2:at + 6]
                if s[at + 1:at + 2] != 'u' or len(digits) < 4 or any(one not in '0123456789abcdefABCDEF' for one in digits): raise _Odd()
                # Two of these are one character.
                if 55296 <= int(digits, 16) < 57344: raise _Odd()
                text += chr(int(digits, 16))
                at += 6
        if at >= len(s): raise _Odd()
        return text, at + 1
    if c == '[' or c == '{':
        isObject = c == '{'
        made = {} if isObject else []
        at = _skipped(s, at + 1)
        if at < len(s) and s[at] == ('}' if isObject else ']'): return made, at + 1
        while True:
            if isObject:
                key, at = _read(s, at)
                at = _skipped(s, at)
                if not isinstance(key, str) or at >= len(s) or s[at] != ':': raise _Odd()
                made[key], at = _read(s, at + 1)
            else:
                one, at = _read(s, at)
                made.append(one)
            at = _skipped(s, at)
            end = s[at] if at < len(s) else ''
            if end == ('}' if isObject else ']'): return made, at + 1
            if end != ',': raise _Odd()
            at += 1
    for word, value in (('true', True), ('false', False), ('null', None)):
        if s[at:at + len(word)] == word: return value, at + len(word)
    start = at
    while at < len(s) and s[at] in '+-0123456789.eE': at += 1
    number = s[start:at]
    if number == '' or number.lstrip('-')[:1] not in list('0123456789'): raise _Odd()
    return (float(number) if any(c in number for c in '.eE') else int(number)), at
def loads(s, **options):
    if options or not isinstance(s, str): return beyond('json.loads')
    try:
        value, at = _read(s, 0)
        if _skipped(s, at) != len(s): raise _Odd()
    except _Odd: return beyond('this JSON')
    return value
def dump(obj, fp, **options): fp.write(dumps(obj, **options))
def load(fp, **options): return loads(fp.read(), **options)
`;
