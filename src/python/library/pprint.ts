/** How containers are laid out (Lib/pprint.py); of others only what fits in a line is known. */
export const pprint = `
def _sorted(value):
    if type(value) is dict:
        if len(set([type(key) for key in value])) > 1 or not all([isinstance(key, (str, int, float)) for key in value]):
            return unknown('how these keys are sorted')
        return {key: _sorted(value[key]) for key in sorted(value)}
    if type(value) is list: return [_sorted(one) for one in value]
    return tuple([_sorted(one) for one in value]) if type(value) is tuple else value
def _item(value, column, behind, step, width):
    text = repr(value)
    if len(text) <= width - column - behind: return text
    kind = type(value)
    if kind in (int, float, bool, type(None)) or kind is str and ' ' not in text and '\\\\' not in text: return text
    if kind not in (list, tuple, dict) or not value: return unknown('how this is laid out')
    first, last = ('{', '}') if kind is dict else ('[', ']') if kind is list else ('(', ',)' if len(value) == 1 else ')')
    column += step
    parts, left = [], len(value)
    for one in value:
        left -= 1
        key = f'{one!r}: ' if kind is dict else ''
        end = 1 if left else behind + len(last)
        parts.append(key + _item(value[one] if kind is dict else one, column + len(key), end, step, width))
    return first + ' ' * (step - 1) + (',' + chr(10) + ' ' * column).join(parts) + last
def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    if not all([type(one) is int and one > 0 for one in (indent, width)]): beyond('this layout')
    value = _sorted(object) if sort_dicts else object
    text = repr(value)
    if depth is not None or underscore_numbers: return unknown('how this is laid out')
    if len(text) <= width: return text
    if compact: return unknown('how this is laid out')
    return _item(value, 0, 0, indent, width)
def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    print(pformat(object, indent, width, depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers), file=stream)
def pp(object, *args, sort_dicts=False, **kwargs): pprint(object, *args, sort_dicts=sort_dicts, **kwargs)
`;
