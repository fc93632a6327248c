/** Of `argparse` what scripts use: options with defaults, given or not (Lib/argparse.py). */
export const argparse = `
_unset = object()
class Namespace:
    def __init__(self, **kwargs):
        for name in kwargs: setattr(self, name, kwargs[name])
    def __repr__(self):
        return 'Namespace(' + ', '.join([f'{name}={value!r}' for name, value in vars(self).items()]) + ')'
    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented
    def __contains__(self, key): return key in vars(self)
class _Option:
    def __repr__(self): return doubtful('an option', 'the text of an option')
    def __getattr__(self, name): return beyond(f'Action.{name}')
class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, formatter_class=None, add_help=True, allow_abbrev=True, **others):
        if others: beyond('this parser')
        self._options = []
    def __getattr__(self, name): return beyond(f'ArgumentParser.{name}')
    def add_argument(self, *names, dest=None, default=_unset, type=None, action='store', required=False, help=None, metavar=None, choices=None, **others):
        isUsual = names and all([isinstance(name, str) for name in names]) and all([name.startswith('-') and name.strip('-') for name in names])
        if others or required or not isUsual or action not in ('store', 'store_true', 'store_false'):
            beyond('this argument of the parser')
        if [name for name in names if name in ('-h', '--help') or [one for one in self._options if name in one[0]]] or not (type is None or callable(type)):
            beyond('this argument of the parser')
        if dest is None:
            dest = ([name for name in names if name.startswith('--')] or names)[0].lstrip('-').replace('-', '_')
        if default is _unset: default = None if action == 'store' else action == 'store_false'
        self._options.append((names, dest, default, type, action, choices))
        return _Option()
    def parse_args(self, args=None, namespace=None):
        if namespace is not None: beyond('a namespace that is given')
        result = Namespace()
        given = {}
        words = [] if args is None else list(args)
        while words:
            name, equals, value = words.pop(0).partition('=')
            known = [one for one in self._options if name in one[0]]
            if not known: beyond('this argument of the command line')
            _, dest, _, type, action, choices = known[0]
            if action == 'store':
                if not equals:
                    if not words or words[0].startswith('-'): beyond('this argument of the command line')
                    value = words.pop(0)
                given[dest] = _converted(value, type)
                if choices is not None and given[dest] not in choices: beyond('a choice that there is not')
            else:
                if equals: beyond('this argument of the command line')
                given[dest] = action == 'store_true'
        for _, dest, default, type, _, _ in self._options:
            setattr(result, dest, given[dest] if dest in given else _converted(default, type))
        return result if args is not None else doubtful(result, 'the command line')
    def parse_known_args(self, args=None):
        if args is not None: beyond('parse_known_args')
        return self.parse_args(), unknown('the rest of the command line')
def _converted(value, type):
    if type is None or not isinstance(value, str): return value
    try: return type(value)
    except (TypeError, ValueError): return beyond('this argument of the command line')
`;
