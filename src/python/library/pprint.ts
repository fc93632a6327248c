/** What fits in a line; what does not is not known. */
export const pprint = `
def _sorted(value):
    if type(value) is dict:
        if len(set([type(key) for key in value])) > 1 or not all([isinstance(key, (str, int, float)) for key in value]):
            return unknown('how these keys are sorted')
        return {key: _sorted(value[key]) for key in sorted(value)}
    if type(value) is list: return [_sorted(one) for one in value]
    return tuple([_sorted(one) for one in value]) if type(value) is tuple else value
def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    text = repr(_sorted(object) if sort_dicts else object)
    return text if depth is None and not underscore_numbers and len(text) <= width else unknown('how this is laid out')
def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    print(pformat(object, indent, width, depth, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers), file=stream)
def pp(object, *args, sort_dicts=False, **kwargs): pprint(object, *args, sort_dicts=sort_dicts, **kwargs)
`;
