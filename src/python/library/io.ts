/** Of `io` the text that is written to in memory (Modules/_io/stringio.c), and a place for what is saved, see serialization.ts. */
export const io = `
class BytesIO:
    def __init__(self, initial_bytes=None):
        if initial_bytes is not None: beyond('these bytes')
        self._at = 0
    def __getattr__(self, name): return beyond(f'BytesIO.{name}')
    def seek(self, pos, whence=0, /):
        if pos != 0 or whence != 0: beyond('seek')
        self._at = 0
        return 0
class StringIO:
    def __init__(self, initial_value='', newline=None):
        if newline is not None: beyond('newline')
        self._text = initial_value or ''
        self._at = 0
        self.closed = False
    def __getattr__(self, name): return beyond(f'StringIO.{name}')
    def _check(self):
        if self.closed: raise ValueError('I/O operation on closed file')
    def write(self, s, /):
        if not isinstance(s, str): raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        self._check()
        at = self._at
        self._at = at + len(s)
        self._text = self._text + s if at == len(self._text) else self._text[:at].ljust(at, chr(0)) + s + self._text[self._at:]
        return len(s)
    def writelines(self, lines, /):
        for line in lines: self.write(line)
    def getvalue(self):
        self._check()
        return self._text
    def read(self, size=-1, /):
        self._check()
        text = self._text[self._at:] if size is None or size < 0 else self._text[self._at:self._at + size]
        self._at += len(text)
        return text
    def readline(self):
        self._check()
        end = self._text.find(chr(10), self._at)
        return self.read() if end < 0 else self.read(end + 1 - self._at)
    def readlines(self): return list(self)
    def __iter__(self): return iter(self.readline, '')
    def seek(self, pos, whence=0, /):
        if whence != 0 or pos < 0: beyond('seek')
        self._at = pos
        return pos
    def tell(self): return self._at
    def truncate(self, pos=None, /):
        pos = self._at if pos is None else pos
        self._text = self._text[:pos]
        return pos
    def flush(self): pass
    def close(self): self.closed = True
    def __enter__(self): return self
    def __exit__(self, *error): self.close()
`;
