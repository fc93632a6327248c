/** Of `logging` loggers and what writes to streams (Lib/logging/__init__.py). Where nobody says otherwise, that is the one of errors. */
export const logging = `
import sys
CRITICAL = FATAL = 50
ERROR, WARNING, WARN, INFO, DEBUG, NOTSET = 40, 30, 30, 20, 10, 0
_values = {'CRITICAL': 50, 'FATAL': 50, 'ERROR': 40, 'WARN': 30, 'WARNING': 30, 'INFO': 20, 'DEBUG': 10, 'NOTSET': 0}
_names = {50: 'CRITICAL', 40: 'ERROR', 30: 'WARNING', 20: 'INFO', 10: 'DEBUG', 0: 'NOTSET'}
def getLevelName(level):
    if level in _names: return _names[level]
    return _values[level] if level in _values else f'Level {level}'
def _level(level):
    if isinstance(level, int): return level
    return _values[level] if isinstance(level, str) and level in _values else beyond('this level')
class Formatter:
    def __init__(self, fmt=None, datefmt=None, style='%', **others):
        if style != '%' or others: return beyond('this format')
        self._fmt = fmt or '%(message)s'
    def __getattr__(self, name): return beyond(f'Formatter.{name}')
class Handler:
    def __init__(self, level=NOTSET): self.level, self.formatter = _level(level), None
    def __getattr__(self, name): return beyond(f'Handler.{name}')
    def setLevel(self, level): self.level = _level(level)
    def setFormatter(self, fmt): self.formatter = fmt
    def _handle(self, *record): beyond('this handler')
class NullHandler(Handler):
    def _handle(self, *record): pass
class StreamHandler(Handler):
    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream
    def _handle(self, name, level, message, isPlain):
        if self.stream is sys.stderr: return
        if type(self) is not StreamHandler or not isPlain: return beyond('this handler')
        fmt = '%(message)s' if self.formatter is None else self.formatter._fmt
        parts = {'message': message, 'levelname': getLevelName(level), 'name': name, 'levelno': level}
        for one in ('asctime', 'created', 'filename', 'funcName', 'lineno', 'module', 'msecs', 'pathname', 'process', 'thread'):
            if f'%({one})' in fmt: parts[one] = unknown(f'%({one})s')
        self.stream.write(doubtful(fmt % parts + chr(10), 'sys.stdout'))
class Logger:
    def __init__(self, name, level=NOTSET):
        self.name, self.level, self.propagate, self.handlers, self.disabled = name, _level(level), True, [], False
    def __getattr__(self, name): return beyond(f'Logger.{name}')
    def __repr__(self):
        return f'<{type(self).__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>'
    @property
    def parent(self): return None if _loggers.get(self.name) is not self else unknown('Logger.parent')
    def setLevel(self, level): self.level = _level(level)
    def _line(self):
        parts = self.name.split('.')
        above = ['.'.join(parts[:end]) for end in range(len(parts) - 1, 0, -1)]
        # One that is made by its class has none above it.
        if _loggers.get(self.name) is not self: return [self]
        return [self, *[_loggers[one] for one in above if one in _loggers], root]
    def getEffectiveLevel(self):
        return ([one.level for one in self._line() if one.level] or [NOTSET])[0]
    def isEnabledFor(self, level): return not self.disabled and (level if isinstance(level, (int, float)) else beyond('this level')) >= self.getEffectiveLevel()
    def addHandler(self, hdlr):
        if hdlr not in self.handlers: self.handlers.append(hdlr)
    def removeHandler(self, hdlr):
        if hdlr in self.handlers: self.handlers.remove(hdlr)
    def hasHandlers(self): return any([one.handlers for one in self._line()])
    def log(self, level, msg, *args, exc_info=None, stack_info=False, stacklevel=1, extra=None):
        if not isinstance(level, int): raise TypeError('level must be an integer')
        if not self.isEnabledFor(level): return
        if len(args) == 1 and isinstance(args[0], dict) and args[0]: args = args[0]
        isPlain = not exc_info and not stack_info and extra is None
        try: message = str(msg) % args if args else str(msg)
        except (TypeError, ValueError, KeyError): return
        for one in self._line():
            for handler in one.handlers:
                if level >= handler.level: handler._handle(self.name, level, message, isPlain)
            if not one.propagate: return
    def debug(self, msg, *args, **kwargs): self.log(DEBUG, msg, *args, **kwargs)
    def info(self, msg, *args, **kwargs): self.log(INFO, msg, *args, **kwargs)
    def warning(self, msg, *args, **kwargs): self.log(WARNING, msg, *args, **kwargs)
    def error(self, msg, *args, **kwargs): self.log(ERROR, msg, *args, **kwargs)
    def exception(self, msg, *args, exc_info=True, **kwargs): self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)
    def critical(self, msg, *args, **kwargs): self.log(CRITICAL, msg, *args, **kwargs)
class RootLogger(Logger): pass
root = RootLogger('root', WARNING)
_loggers = {}
def getLogger(name=None):
    if not name or name == 'root': return root
    if not isinstance(name, str): raise TypeError('A logger name must be a string')
    if name not in _loggers: _loggers[name] = Logger(name)
    return _loggers[name]
def basicConfig(**kwargs):
    if any([name not in ('level', 'format', 'datefmt', 'stream', 'force', 'handlers', 'encoding') for name in kwargs]): return beyond('basicConfig')
    if kwargs.get('force'): root.handlers.clear()
    if root.handlers: return
    handlers = kwargs.get('handlers')
    if handlers is None: handlers = [StreamHandler(kwargs.get('stream'))]
    for one in handlers:
        if one.formatter is None: one.setFormatter(Formatter(kwargs.get('format') or '%(levelname)s:%(name)s:%(message)s'))
        root.addHandler(one)
    if kwargs.get('level') is not None: root.setLevel(kwargs['level'])
def _prepared():
    if not root.handlers: basicConfig()
    return root
def debug(msg, *args, **kwargs): _prepared().debug(msg, *args, **kwargs)
def info(msg, *args, **kwargs): _prepared().info(msg, *args, **kwargs)
def warning(msg, *args, **kwargs): _prepared().warning(msg, *args, **kwargs)
def error(msg, *args, **kwargs): _prepared().error(msg, *args, **kwargs)
def exception(msg, *args, **kwargs): _prepared().exception(msg, *args, **kwargs)
def critical(msg, *args, **kwargs): _prepared().critical(msg, *args, **kwargs)
def log(level, msg, *args, **kwargs): _prepared().log(level, msg, *args, **kwargs)
`;
