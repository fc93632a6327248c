/**
 * Of `datetime` dates and times without a zone, and what lies between them; what the clock says is in doubt, of which one
 * moment is as good as any other.
 */
export const datetime = `
_MONTHS = 'January February March April May June July August September October November December'.split()
_DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split()
_DAY = 86_400_000_000
_moment = 1_795_000_000_000_000
def _whole(value, name): return value if type(value) is int else beyond(f'this {name}')
def _made(cls, moment):
    made = new_object(cls)
    made._all = moment
    return made
def _between(moment): return _made(timedelta, moment)
class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        for one in (days, seconds, microseconds, milliseconds, minutes, hours, weeks): _whole(one, 'timedelta')
        self._all = ((weeks * 7 + days) * 24 + hours) * 3_600_000_000 + (minutes * 60 + seconds) * 1_000_000 + milliseconds * 1000 + microseconds
    def __getattr__(self, name): return beyond(f'timedelta.{name}')
    @property
    def days(self): return self._all // _DAY
    @property
    def seconds(self): return self._all % _DAY // 1_000_000
    @property
    def microseconds(self): return self._all % 1_000_000
    def total_seconds(self): return self._all / 1_000_000
    def __repr__(self):
        parts = [f'{name}={getattr(self, name)}' for name in ('days', 'seconds', 'microseconds') if getattr(self, name) != 0]
        return f"datetime.timedelta({', '.join(parts) or 0})"
    def __str__(self):
        days, seconds, rest = self.days, self.seconds, self.microseconds
        text = f'{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}' + (f'.{rest:06d}' if rest != 0 else '')
        return (f"{days} day{'' if abs(days) == 1 else 's'}, " if days != 0 else '') + text
    def __add__(self, other): return _between(self._all + other._all) if isinstance(other, timedelta) else NotImplemented
    def __sub__(self, other): return _between(self._all - other._all) if isinstance(other, timedelta) else NotImplemented
    def __mul__(self, other): return _between(self._all * other) if type(other) is int else beyond('this product')
    __rmul__ = __mul__
    def __truediv__(self, other): return self._all / other._all if isinstance(other, timedelta) else beyond('this quotient')
    def __floordiv__(self, other): return _between(self._all // other) if type(other) is int else beyond('this quotient')
    def __neg__(self): return _between(-self._all)
    def __abs__(self): return _between(abs(self._all))
    def __bool__(self): return self._all != 0
    def __hash__(self): return unknown('a hash')
    def __eq__(self, other): return self._all == other._all if isinstance(other, timedelta) else NotImplemented
    def __lt__(self, other): return self._all < other._all if isinstance(other, timedelta) else NotImplemented
    def __le__(self, other): return self._all <= other._all if isinstance(other, timedelta) else NotImplemented
    def __gt__(self, other): return self._all > other._all if isinstance(other, timedelta) else NotImplemented
    def __ge__(self, other): return self._all >= other._all if isinstance(other, timedelta) else NotImplemented
def _days(year, month, day):
    year, month = (year, month) if month > 2 else (year - 1, month + 12)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month - 457) // 5 + day - 719_469
class date:
    def __init__(self, year, month, day):
        for one in (year, month, day): _whole(one, 'date')
        if not 1 <= year <= 9999 or not 1 <= month <= 12 or not 1 <= day <= 31: beyond('this date')
        self._all = _days(year, month, day) * _DAY
        if self.month != month: beyond('this date')
    def __getattr__(self, name): return beyond(f'{type(self).__name__}.{name}')
    @classmethod
    def today(cls):
        global _moment
        _moment += 10_000
        return _made(cls, doubtful(_moment if cls is datetime else _moment // _DAY * _DAY, f'{cls.__name__}.today()'))
    def _civil(self):
        days = self._all // _DAY + 719_468
        era = days // 146_097
        of_era = days % 146_097
        years = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
        of_year = of_era - 365 * years - years // 4 + years // 100
        shifted = (5 * of_year + 2) // 153
        month = (shifted + 2) % 12 + 1
        return (years + era * 400 + (12 - month) // 10, month, of_year - (153 * shifted + 2) // 5 + 1)
    @property
    def year(self): return self._civil()[0]
    @property
    def month(self): return self._civil()[1]
    @property
    def day(self): return self._civil()[2]
    def weekday(self): return (self._all // _DAY + 3) % 7
    def isoformat(self):
        year, month, day = self._civil()
        return f'{year:04d}-{month:02d}-{day:02d}'
    def __str__(self): return self.isoformat()
    def __repr__(self): return f"datetime.date({', '.join(map(str, self._civil()))})"
    def __format__(self, spec): return str(self) if spec == '' else self.strftime(spec)
    def _field(self, sign):
        year, month, day = self._civil()
        seconds = self._all % _DAY // 1_000_000
        hour = seconds // 3600
        two = {'y': year % 100, 'm': month, 'd': day, 'H': hour, 'I': (hour + 11) % 12 + 1, 'M': seconds // 60 % 60, 'S': seconds % 60}
        if sign in two: return f'{two[sign]:02d}'
        if sign == '%': return sign
        if sign == 'Y': return f'{year:04d}' if year >= 1000 else beyond('so early a year')
        if sign == 'f': return f'{self._all % 1_000_000:06d}'
        if sign in ('B', 'b'): return _MONTHS[month - 1] if sign == 'B' else _MONTHS[month - 1][:3]
        if sign in ('A', 'a'): return _DAYS[self.weekday()] if sign == 'A' else _DAYS[self.weekday()][:3]
        if sign == 'p': return 'AM' if hour < 12 else 'PM'
        if sign == 'j': return f'{self._all // _DAY - _days(year, 1, 1) + 1:03d}'
        if sign == 'F': return f'{year:04d}-{month:02d}-{day:02d}'
        if sign == 'T': return f'{hour:02d}:{two["M"]:02d}:{two["S"]:02d}'
        return beyond(f'%{sign} of a date')
    def strftime(self, format):
        if type(format) is not str: return beyond('this format')
        text, at = '', 0
        while at < len(format):
            if format[at] == '%':
                at += 1
                text += self._field(format[at:at + 1])
            else: text += format[at]
            at += 1
        return text
    def _other(self, other): return type(other) is type(self)
    def __add__(self, other):
        if not isinstance(other, timedelta): return NotImplemented
        return _made(type(self), self._all + (other._all if isinstance(self, datetime) else other.days * _DAY))
    __radd__ = __add__
    def __sub__(self, other):
        if isinstance(other, timedelta): return self + _between(-other._all if isinstance(self, datetime) else -other.days * _DAY)
        return _between(self._all - other._all) if self._other(other) else NotImplemented
    def __hash__(self): return unknown('a hash')
    def __eq__(self, other): return self._all == other._all if self._other(other) else NotImplemented
    def __lt__(self, other): return self._all < other._all if self._other(other) else NotImplemented
    def __le__(self, other): return self._all <= other._all if self._other(other) else NotImplemented
    def __gt__(self, other): return self._all > other._all if self._other(other) else NotImplemented
    def __ge__(self, other): return self._all >= other._all if self._other(other) else NotImplemented
class datetime(date):
    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0):
        date.__init__(self, year, month, day)
        for one, end in ((hour, 24), (minute, 60), (second, 60), (microsecond, 1_000_000)):
            if not 0 <= _whole(one, 'time') < end: beyond('this time')
        self._all += (hour * 3600 + minute * 60 + second) * 1_000_000 + microsecond
    @classmethod
    def now(cls, tz=None): return cls.today() if tz is None else beyond('a time zone')
    @classmethod
    def utcnow(cls): return cls.today()
    @property
    def hour(self): return self._all % _DAY // 3_600_000_000
    @property
    def minute(self): return self._all // 60_000_000 % 60
    @property
    def second(self): return self._all // 1_000_000 % 60
    @property
    def microsecond(self): return self._all % 1_000_000
    def date(self): return _made(date, self._all // _DAY * _DAY)
    def timestamp(self): return unknown('datetime.timestamp')
    def isoformat(self, sep='T'):
        if type(sep) is not str or len(sep) != 1: raise TypeError(doubtful('isoformat() argument 1 must be a unicode character', 'the text of this error'))
        text = date.isoformat(self) + sep + self.strftime('%T')
        return text + self.strftime('.%f') if self.microsecond != 0 else text
    def __str__(self): return self.isoformat(' ')
    def __repr__(self):
        parts = [*self._civil(), self.hour, self.minute, self.second, self.microsecond]
        if parts[-1] == 0: parts.pop()
        if len(parts) == 6 and parts[-1] == 0: parts.pop()
        return f"datetime.datetime({', '.join(map(str, parts))})"
`;
