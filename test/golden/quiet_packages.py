"""Imports packages, each in a process of its own, and says what is another one afterwards of all that a replay goes by.

    python test/golden/quiet_packages.py pandas sklearn ...

A package of which nothing is said may stand among the QUIET_PACKAGES (src/python/library/effects.ts).
"""

import subprocess
import sys

LOOK = """
import builtins, os, random, sys, types, warnings
import numpy, torch, torch.nn.functional, torch.optim, torch.utils.data

KEPT = (builtins, numpy, numpy.random, random, torch, torch.nn, torch.nn.functional, torch.Tensor, torch.nn.Module,
        torch.nn.Dropout, torch.nn.Linear, torch.optim, torch.optim.Optimizer, torch.utils.data, torch.random)

def look():
    found = {f'{one.__name__}.{name}': value for one in KEPT for name, value in vars(one).items()
             if name not in ('__warningregistry__', '__dict__')}
    state = {
        'stream': bytes(torch.get_rng_state().numpy()), 'numpy': str(numpy.random.get_state()), 'random': random.getstate(),
        'dtype': torch.get_default_dtype(), 'threads': torch.get_num_threads(), 'grad': torch.is_grad_enabled(),
        'algorithms': torch.are_deterministic_algorithms_enabled(), 'printing': str(vars(torch._tensor_str.PRINT_OPTS)),
        'arrays': str(numpy.get_printoptions()), 'errors': str(numpy.geterr()), 'device': str(torch.get_default_device()),
        'precision': torch.get_float32_matmul_precision(), 'mkldnn': torch.backends.mkldnn.enabled,
        'stdout': id(sys.stdout), 'display': id(sys.displayhook), 'hook': id(sys.excepthook), 'recursion': sys.getrecursionlimit(),
        'folder': os.getcwd(), 'argv': list(sys.argv), 'trace': sys.gettrace(), 'import': id(builtins.__import__),
    }
    return found, state

names, state = look()
__import__(sys.argv[1])
sys.stdout.flush()
more, after = look()
said = [f'{name} is another one' for name in names if more.get(name, None) is not names[name]]
said += [f'{name} is new' for name in more if name not in names and not isinstance(more[name], types.ModuleType)]
said += [f'{what} changed' for what in state if state[what] != after[what]]
os.write(3, '; '.join(said).encode())
"""


def said_of(name: str) -> str:
    import os
    reading, writing = os.pipe()
    run = subprocess.Popen(
        ['/bin/sh', '-c', f'exec 3>&{writing}; exec "$0" "$@"', sys.executable, '-W', 'ignore', '-c', LOOK, name],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pass_fds=[writing])
    os.close(writing)
    printed, _ = run.communicate()
    with os.fdopen(reading, 'rb') as pipe:
        said = [pipe.read().decode()] if run.returncode == 0 else ['it cannot be imported']
    if printed.strip():
        said.append(f'it prints {printed[:80]!r}')
    return '; '.join(one for one in said if one)


if __name__ == '__main__':
    for name in sys.argv[1:]:
        print(f'{name}: {said_of(name) or "nothing"}')
