/** A progress bar, which shows itself where nobody reads values: on the stream of errors, or as a widget. */
const bar = `
class tqdm:
    def __init__(self, iterable=None, *more, **options): self._iterable = iterable
    def __iter__(self): return iter(self._iterable)
    def __len__(self): return len(self._iterable)
    def __enter__(self): return self
    def __exit__(self, *error): pass
    def set_description(self, *desc, **options): pass
    def set_description_str(self, *desc, **options): pass
    def set_postfix(self, *values, **options): pass
    def set_postfix_str(self, *text, **options): pass
    def update(self, *n): return unknown('tqdm.update')
    def close(self): pass
    def refresh(self, *options, **others): return unknown('tqdm.refresh')
    def write(s, file=None, end=chr(10), nolock=False):
        if not isinstance(s, str): beyond('tqdm.write')
        print(s, end=end, file=file)
    write = staticmethod(write)
    def __getattr__(self, name):
        if name in ('n', 'total', 'desc'): return unknown(f'tqdm.{name}')
        return beyond(f'tqdm.{name}')
def trange(*bounds, **options): return tqdm(range(*bounds), **options)
`;

/** `tqdm` and the modules that hold the same under another name. */
export const tqdm = { tqdm: bar, 'tqdm.auto': bar, 'tqdm.notebook': bar };
