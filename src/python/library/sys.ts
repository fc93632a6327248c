/** Of `sys` what ends the run, and which Python runs it. */
export const sys = `
from typing import NamedTuple
def exit(status=None, /):
    error = SystemExit() if status is None else SystemExit(status)
    error.code = status
    raise error
class _VersionInfo(NamedTuple):
    major: int
    minor: int
    micro: int
    releaselevel: str
    serial: int
version_info = doubtful(_VersionInfo(3, 11, 0, 'final', 0), 'sys.version_info')
`;
