/** Of `sys` what ends the run, and which Python runs it. */
export const sys = `
from typing import NamedTuple
def exit(status=None, /):
    error = SystemExit() if status is None else SystemExit(status)
    error.code = status
    raise error
def _perhaps(value): return doubtful(value, 'sys.version_info')
class _VersionInfo(NamedTuple):
    major: int = 3
    minor: int = _perhaps(11)
    micro: int = _perhaps(0)
    releaselevel: str = _perhaps('final')
    serial: int = _perhaps(0)
    def __repr__(self): return f'sys.version_info(major={self[0]}, minor={self[1]}, micro={self[2]}, releaselevel={self[3]!r}, serial={self[4]})'
version_info = _VersionInfo()
maxsize = 2 ** 63 - 1
class _FloatInfo:
    max, max_exp, max_10_exp = (2 - 2.0 ** -52) * 2.0 ** 1023, 1024, 308
    min, min_exp, min_10_exp = 2.0 ** -1022, -1021, -307
    dig, mant_dig, epsilon, radix, rounds = 15, 53, 2.0 ** -52, 2, 1
    def __getattr__(self, name): return beyond(f'float_info.{name}')
    def __repr__(self): return unknown('the text of sys.float_info')
float_info = _FloatInfo()
`;
