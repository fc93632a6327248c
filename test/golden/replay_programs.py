"""Runs programs with real Python and PyTorch: a line of programs in, a line of what each of them shows out.

A program is {"cells": [...], "notebook": bool}. What it shows is a list of [cell, line, text], from 0: each print(...) and,
in a notebook, the last expression of a cell as IPython displays it. A program that runs too long, or that cannot be run, gives null.
With "isDoubted": true it ends at its first error, of which [cell, -1, ""] tells.
"""

import __future__
import ast
import builtins
import contextlib
import gc
import io
import json
import math
import random
import re
import resource
import signal
import sys
import textwrap
import types
import warnings

import numpy
import torch
from IPython.lib.pretty import pretty

SECONDS = 5
# A random call may ask for more than a machine has, within C, where no signal is heard.
MOST_BYTES = 4 * 2**30


class TooLong(BaseException):
    pass


def too_long(*_):
    raise TooLong


def fresh_torch():
    """Undoes what a program may have left behind, for the next one and for whoever asks about something else."""
    warnings.resetwarnings()
    warnings.simplefilter("ignore")
    torch.seed()
    torch.set_grad_enabled(True)
    torch.set_default_dtype(torch.float32)
    torch.set_printoptions(profile="default")
    numpy.random.seed()
    numpy.set_printoptions(precision=8, threshold=1000, edgeitems=3, linewidth=75, suppress=False)


# What a program may give another meaning for all that come after it, with what it holds.
CLASSES = [one for one in vars(torch.nn).values() if isinstance(one, type)]
SHARED = [
    (one, dict(vars(one)))
    for one in (builtins, math, random, numpy, torch, torch.nn, torch.nn.functional, torch.optim, torch.Tensor, *CLASSES)
]


def take_back():
    """Undoes what a program assigned to attributes of modules and classes; what was loaded meanwhile stays."""
    for one, known in SHARED:
        now = dict(vars(one))
        for name, value in now.items():
            # Modules get special names by themselves.
            is_own = isinstance(one, type) or not name.startswith("__")
            if name not in known and is_own and not isinstance(value, types.ModuleType):
                delattr(one, name)
        for name, value in known.items():
            if now.get(name, known) is not value:
                setattr(one, name, value)


class Printer:
    """Stands in for print, and prints as it."""

    def __init__(self, program):
        self.program = program

    def __call__(self, *objects, **options):
        self.program.show(*objects, **options)

    def __repr__(self):
        return "<built-in function print>"


class Program:
    def __init__(self, cells, notebook, is_doubted=False):
        self.cells = cells
        self.notebook = notebook
        self.is_doubted = is_doubted
        self.shown = []
        self.cell = 0
        self.line = 0
        self.flags = 0

    def show(self, *objects, sep=" ", end="\n", file=None, flush=False):
        text = io.StringIO()
        PRINT(*objects, sep=sep, end=end, file=text)
        if file is not None:
            return
        frame = sys._getframe(2)
        line = frame.f_lineno - 1 if frame.f_code.co_filename == f"<cell {self.cell}>" else self.line
        self.shown.append([self.cell, line, text.getvalue().removesuffix("\n")])

    def run(self):
        names = {"__name__": "__main__"}
        builtins.print = Printer(self)
        for self.cell, text in enumerate(self.cells):
            try:
                self.run_cell(text, names)
            except TooLong:
                raise
            except BaseException:  # noqa: BLE001 - whatever the program raises
                if self.is_doubted:
                    self.shown = [one for one in self.shown if one[0] < self.cell] + [[self.cell, -1, ""]]
                    break
                if not self.notebook:
                    break
        return self.shown

    def run_cell(self, text, names):
        if self.notebook:
            # IPython takes off the blanks that all lines begin with.
            text = textwrap.dedent(text)
        tree = ast.parse(text, f"<cell {self.cell}>")
        if not self.notebook:
            # A script is compiled as a whole; IPython compiles the statements of a cell one by one.
            compile(tree, f"<cell {self.cell}>", "exec")
        body = tree.body
        last = None
        if self.notebook and body and isinstance(body[-1], ast.Expr) and not text.rstrip().endswith(";"):
            last = body.pop()
        for statement in body:
            self.line = statement.lineno - 1
            code = compile(ast.Module([statement], []), f"<cell {self.cell}>", "exec", self.flags)
            # What is imported from the future holds for all that follows.
            self.flags |= code.co_flags & __future__.annotations.compiler_flag
            exec(code, names)
        if last is not None:
            self.line = last.lineno - 1
            value = eval(compile(ast.Expression(last.value), f"<cell {self.cell}>", "eval"), names)
            if value is not None:
                self.shown.append([self.cell, self.line, pretty(value)])


PRINT = builtins.print
# What IPython takes before Python sees it.
MAGIC = re.compile(r"^\s*[%!?]|\?\s*$|=\s*[%!]\w", re.MULTILINE)


def shown_by(program):
    if program["notebook"] and any(MAGIC.search(cell) for cell in program["cells"]):
        return None
    fresh_torch()
    # Of the processor's time: on a busy machine the clock says nothing.
    signal.signal(signal.SIGVTALRM, too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            try:
                return Program(program["cells"], program["notebook"], program.get("isDoubted", False)).run()
            finally:
                # What it leaves in cycles may print when it is freed, which is not to be another program's.
                builtins.print = PRINT
                gc.collect()
    except TooLong:
        return None
    except RecursionError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        take_back()
        fresh_torch()


def prepare():
    """Bounds the memory. The first optimizer loads half of PyTorch, which takes longer than a program may."""
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, MOST_BYTES))
    torch.optim.Adam([torch.zeros(1, requires_grad=True)]).step()
    # Garbage is looked for after each program, and not among what was there before.
    gc.freeze()


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    prepare()
    for line in sys.stdin:
        PRINT(json.dumps([shown_by(program) for program in json.loads(line)]), flush=True)
