/**
 * Of `re` the patterns that backtracking alone decides on: characters and classes, groups, alternatives, repetitions and
 * what stands around (Lib/re/_parser.py, Modules/_sre/sre_lib.h). A matcher takes where it begins, what the groups hold
 * and what is to match behind it, and gives where all of it ends, or None.
 */
export const re = String.raw`
class _Flags:
    def __init__(self, value): self._value = value
    def __or__(self, other): return _Flags(self._value | other._value) if isinstance(other, _Flags) else beyond('these flags')
    def __repr__(self): return beyond('a flag')
    def __eq__(self, other): return beyond('a flag')
    def __hash__(self): return beyond('a flag')
    def __bool__(self): return True
    def __getattr__(self, name): return beyond('a flag')
IGNORECASE = I = _Flags(2)
MULTILINE = M = _Flags(8)
DOTALL = S = _Flags(16)
UNICODE = U = _Flags(32)
_KINDS = {
    'd': lambda c: c.isdecimal(), 'D': lambda c: not c.isdecimal(),
    'w': lambda c: c.isalnum() or c == '_', 'W': lambda c: not (c.isalnum() or c == '_'),
    's': lambda c: c.isspace(), 'S': lambda c: not c.isspace(),
}
_PLAIN = {'n': '\n', 't': '\t', 'r': '\r', 'f': '\f', 'v': '\v'}
def _is_word(s, i): return 0 <= i < len(s) and (s[i].isalnum() or s[i] == '_')
def _single(test):
    def match(s, i, groups, go): return go(i + 1) if i < len(s) and test(s[i]) else None
    return test, match, False, 1
def _where(holds):
    def match(s, i, groups, go): return go(i) if holds(s, i) else None
    return None, match, True, 0
def _sequence(parts):
    if len(parts) == 1: return parts[0]
    def match(s, i, groups, go):
        def at(n, j):
            if n == len(parts): return go(j)
            return (parts[n][1])(s, j, groups, lambda end: at(n + 1, end))
        return at(0, i)
    widths = [part[3] for part in parts]
    return None, match, all([part[2] for part in parts]), None if None in widths else sum(widths)
def _either(branches):
    if len(branches) == 1: return branches[0]
    def match(s, i, groups, go):
        for branch in branches:
            end = (branch[1])(s, i, groups, go)
            if end is not None: return end
    width = branches[0][3] if len({branch[3] for branch in branches}) == 1 else None
    return None, match, any([branch[2] for branch in branches]), width
def _group(number, inner):
    def match(s, i, groups, go):
        def close(end):
            before = groups[number]
            groups[number] = (i, end)
            result = go(end)
            if result is None: groups[number] = before
            return result
        return (inner[1])(s, i, groups, close)
    return None, match, inner[2], inner[3]
def _around(inner, wanted, back=0):
    def match(s, i, groups, go):
        before = list(groups)
        found = i >= back and (inner[1])(s, i - back, groups, lambda end: end) is not None
        if not wanted: groups[:] = before
        result = go(i) if found == wanted else None
        if result is None: groups[:] = before
        return result
    return None, match, True, 0
def _repeated(part, least, most, lazy):
    test, inner = part[:2]
    def of_singles(s, i, groups, go):
        n, limit = 0, len(s) - i if most is None else min(most, len(s) - i)
        if lazy:
            while True:
                end = go(i + n) if n >= least else None
                if end is not None: return end
                if n >= limit or not test(s[i + n]): return None
                n += 1
        while n < limit and test(s[i + n]): n += 1
        while n >= least:
            end = go(i + n)
            if end is not None: return end
            n -= 1
    def match(s, i, groups, go):
        def more(n, at): return inner(s, at, groups, lambda end: again(n + 1, end)) if most is None or n < most else None
        def again(n, at):
            if n < least: return more(n, at)
            end = go(at) if lazy else more(n, at)
            if end is not None: return end
            return more(n, at) if lazy else go(at)
        return again(0, i)
    width = part[3] * least if least == most and part[3] is not None else None
    return None, match if test is None else of_singles, least == 0, width
class _Reader:
    def __init__(self, text, flags):
        self.text, self.at, self.flags, self.count, self.names, self.failed = text, 0, flags, 0, {}, False
    def lost(self):
        self.failed = True
        return _single(lambda c: False)
    def peek(self, ahead=0): return self.text[self.at + ahead:self.at + ahead + 1]
    def take(self, text):
        if self.text[self.at:self.at + len(text)] != text: return False
        self.at += len(text)
        return True
    def either(self):
        branches = [self.sequence()]
        while self.take('|'): branches.append(self.sequence())
        return _either(branches)
    def sequence(self):
        parts = []
        while self.peek() not in ('', '|', ')'): parts.append(self.quantified(self.atom()))
        return _sequence(parts)
    def character(self, c):
        if self.flags & 2:
            if not c.isascii(): return self.lost()
            return _single(lambda other: other.lower() == c.lower())
        return _single(lambda other: other == c)
    def number(self):
        start = self.at
        while self.peek() != '' and self.peek() in '0123456789': self.at += 1
        return self.text[start:self.at]
    def quantified(self, part):
        start = self.at
        if self.take('*'): least, most = 0, None
        elif self.take('+'): least, most = 1, None
        elif self.take('?'): least, most = 0, 1
        elif self.take('{'):
            low = self.number()
            comma = self.take(',')
            high = self.number() if comma else low
            if not self.take('}') or (low == '' and high == '' and not comma):
                self.at = start
                return part
            if low == '' and high == '': return self.lost()
            least, most = int(low or 0), int(high) if high else None
            if most is not None and most < least: return self.lost()
        else: return part
        lazy = self.take('?')
        if self.peek() in ('*', '+', '?') and self.peek(): return self.lost()
        if self.peek() == '{' and self.peek(1) in '0123456789,': return self.lost()
        return self.lost() if part[2] else _repeated(part, least, most, lazy)
    def atom(self):
        c = self.peek()
        self.at += 1
        if c == '(': return self.group()
        if c == '[': return self.choice()
        if c == '.': return _single(lambda other: other != '\n') if not self.flags & 16 else _single(lambda other: True)
        if c == '^': return _where((lambda s, i: i == 0 or s[i - 1] == '\n') if self.flags & 8 else lambda s, i: i == 0)
        if c == '$':
            if self.flags & 8: return _where(lambda s, i: i == len(s) or s[i] == '\n')
            return _where(lambda s, i: i == len(s) or (i == len(s) - 1 and s[i] == '\n'))
        if c in '*+?': return self.lost()
        if c != '\\': return self.character(c)
        c = self.peek()
        self.at += 1
        if c in _KINDS: return _single(_KINDS[c])
        if c == 'b': return _where(lambda s, i: _is_word(s, i - 1) != _is_word(s, i))
        if c == 'A': return _where(lambda s, i: i == 0)
        if c == 'Z': return _where(lambda s, i: i == len(s))
        return self.character(self.plain(c))
    def plain(self, c):
        if c in _PLAIN: return _PLAIN[c]
        if c == '' or c.isalnum(): self.lost()
        return c or ' '
    def group(self):
        if self.take('?:'): inner = self.either()
        elif self.take('?='): inner = _around(self.either(), True)
        elif self.take('?!'): inner = _around(self.either(), False)
        elif self.take('?<='): inner = self.behind(True)
        elif self.take('?<!'): inner = self.behind(False)
        else:
            name = None
            if self.take('?P<'):
                end = self.text.find('>', self.at)
                name = self.text[self.at:end]
                if end < 0 or not name.isidentifier() or name in self.names: return self.lost()
                self.at = end + 1
            elif self.peek() == '?': return self.lost()
            self.count += 1
            number = self.count
            if name is not None: self.names[name] = number
            inner = _group(number, self.either())
        return inner if self.take(')') else self.lost()
    def behind(self, wanted):
        inner = self.either()
        return self.lost() if inner[3] is None else _around(inner, wanted, inner[3])
    def choice(self):
        negative, tests, ranges, first = self.take('^'), [], [], True
        while first or self.peek() != ']':
            first = False
            if self.peek() == '' or self.text[self.at:self.at + 2] in ('--', '&&', '||', '~~') or self.peek() == '[':
                return self.lost()
            low = self.member(tests)
            if self.peek() == '-' and self.peek(1) not in (']', ''):
                self.at += 1
                high = self.member(tests)
                if low is None or high is None or high < low: return self.lost()
                ranges.append((low, high))
            elif low is not None: ranges.append((low, low))
        self.at += 1
        def has(c): return any([low <= c <= high for low, high in ranges]) or any([test(c) for test in tests])
        if not self.flags & 2: return _single(lambda c: has(c) != negative)
        if not all([low.isascii() and high.isascii() for low, high in ranges]): return self.lost()
        return _single(lambda c: (has(c.lower()) or has(c.upper())) != negative)
    def member(self, tests):
        c = self.peek()
        self.at += 1
        if c != '\\': return c
        c = self.peek()
        self.at += 1
        if c in _KINDS:
            tests.append(_KINDS[c])
            return None
        return self.plain(c)
class Match:
    __iter__ = None
    def __init__(self, *args, **kwargs): raise TypeError("cannot create 're.Match' instances")
    def __getattr__(self, name): return beyond(f'Match.{name}')
    def _number(self, group):
        if isinstance(group, str) and group in self.re.groupindex: return self.re.groupindex[group]
        if not isinstance(group, int) or not 0 <= group < len(self._groups): raise IndexError('no such group')
        return group
    def span(self, group=0): return self._groups[self._number(group)] or (-1, -1)
    def start(self, group=0): return self.span(group)[0]
    def end(self, group=0): return self.span(group)[1]
    def __getitem__(self, group):
        start, end = self.span(group)
        return None if start < 0 else self.string[start:end]
    def group(self, *groups):
        if len(groups) < 2: return self[groups[0] if groups else 0]
        return tuple([self[one] for one in groups])
    def groups(self, default=None):
        return tuple([default if self._groups[n] is None else self[n] for n in range(1, len(self._groups))])
    def groupdict(self, default=None):
        return {name: default if self._groups[n] is None else self[n] for name, n in self.re.groupindex.items()}
    def __repr__(self): return f'<re.Match object; span={self.span()}, match={repr(self[0])[:50]}>'
class Pattern:
    def __init__(self, *args, **kwargs): raise TypeError("cannot create 're.Pattern' instances")
    def _read(self, pattern, value):
        reader = _Reader(pattern, value)
        matcher = reader.either()
        self._failed = reader.failed or reader.at < len(pattern)
        self.pattern, self.groups, self.groupindex = pattern, reader.count, reader.names
        self._match, self._value = matcher[1], value
    def __getattr__(self, name): return beyond(f'Pattern.{name}')
    def __eq__(self, other): return self is other or beyond('comparing patterns')
    def __hash__(self): return beyond('a hash of a pattern')
    def __repr__(self): return f're.compile({self.pattern!r})' if self._value == 0 and len(self.pattern) < 190 else beyond('this pattern')
    def _at(self, s, start, accepts):
        groups = [None] * (self.groups + 1)
        end = self._match(s, start, groups, lambda end: end if accepts(end) else None)
        if end is None: return None
        groups[0] = (start, end)
        found = new_object(Match)
        found.re, found.string, found._groups = self, s, groups
        return found
    def _text(self, s):
        if not isinstance(s, str): raise TypeError(doubtful('expected string or bytes-like object', 'the text of this error'))
        return unknown('this text') if self._value & 2 and not s.isascii() else s
    def match(self, string): return self._at(self._text(string), 0, lambda end: True)
    def fullmatch(self, string): return self._at(self._text(string), 0, lambda end: end == len(string))
    def search(self, string): return self._next(self._text(string), 0, False)
    def _next(self, s, start, advances):
        # Behind an empty match another one has to lead on.
        for i in range(start, len(s) + 1):
            found = self._at(s, i, lambda end: not advances or end > start)
            if found is not None: return found
    def _all(self, s):
        s = self._text(s)
        found, at, advances = [], 0, False
        while True:
            one = self._next(s, at, advances)
            if one is None: return found
            found.append(one)
            at = one.end()
            advances = one.start() == at
    def finditer(self, string): return iter(self._all(string))
    def findall(self, string):
        if self.groups == 0: return [one[0] for one in self._all(string)]
        if self.groups == 1: return [one[1] or '' for one in self._all(string)]
        return [one.groups('') for one in self._all(string)]
    def split(self, string, maxsplit=0):
        parts, at = [], 0
        found = self._all(string)
        for one in found[:maxsplit] if maxsplit > 0 else [] if maxsplit < 0 else found:
            parts += [string[at:one.start()], *one.groups()]
            at = one.end()
        return parts + [string[at:]]
    def _part(self, one, group):
        isThere = group in self.groupindex or (isinstance(group, int) and group <= self.groups)
        return one[group] or '' if isThere else beyond('this template')
    def _filled(self, template, one):
        if '\\' not in template: return template
        text, i = '', 0
        while i < len(template):
            c = template[i]
            i += 1
            if c != '\\':
                text += c
                continue
            c = template[i:i + 1]
            i += 1
            if c == 'g' and template[i:i + 1] == '<' and '>' in template[i:]:
                name = template[i + 1:template.find('>', i)]
                i = template.find('>', i) + 1
                text += self._part(one, int(name) if name.isdecimal() else name)
            elif c in '123456789' and c and template[i:i + 1] not in tuple('0123456789'): text += self._part(one, int(c))
            elif c == '\\': text += c
            elif c == 'n': text += '\n'
            else: return beyond('this template')
        return text
    def subn(self, repl, string, count=0):
        if not isinstance(repl, str) and not callable(repl): return beyond('this replacement')
        text, at, n = '', 0, 0
        found = self._all(string)
        # A template is looked at, whether anything is found or not.
        if not found and isinstance(repl, str) and '\\' in repl: return beyond('this template')
        for one in found[:count] if count > 0 else [] if count < 0 else found:
            text += string[at:one.start()] + (self._filled(repl, one) if isinstance(repl, str) else repl(one))
            at, n = one.end(), n + 1
        return text + string[at:], n
    def sub(self, repl, string, count=0): return self.subn(repl, string, count)[0]
def compile(pattern, flags=0):
    if isinstance(pattern, Pattern) and flags == 0: return pattern
    if not isinstance(pattern, str): return beyond('this pattern')
    if not isinstance(flags, _Flags) and flags != 0: return beyond('these flags')
    one = new_object(Pattern)
    one._read(pattern, flags._value & 26 if isinstance(flags, _Flags) else 0)
    # It may be one that is refused.
    return beyond('this pattern') if one._failed else one
def match(pattern, string, flags=0): return compile(pattern, flags).match(string)
def fullmatch(pattern, string, flags=0): return compile(pattern, flags).fullmatch(string)
def search(pattern, string, flags=0): return compile(pattern, flags).search(string)
def findall(pattern, string, flags=0): return compile(pattern, flags).findall(string)
def finditer(pattern, string, flags=0): return compile(pattern, flags).finditer(string)
def split(pattern, string, maxsplit=0, flags=0): return compile(pattern, flags).split(string, maxsplit)
def sub(pattern, repl, string, count=0, flags=0): return compile(pattern, flags).sub(repl, string, count)
def subn(pattern, repl, string, count=0, flags=0): return compile(pattern, flags).subn(repl, string, count)
def escape(pattern):
    if not isinstance(pattern, str): beyond('escaping this')
    return ''.join(['\\' + c if c in '()[]{}?*+-|^$\\.&~# \t\n\r\v\f' else c for c in pattern])
`;
