"""Types sessions into Python's prompt, with real PyTorch: JSON in, JSON out.

A session is a list of what is typed at each prompt, with its lines. For each prompt comes what was printed, and the
warnings and the error that were shown, without the places in PyTorch's files where they arose.
"""

import code
import contextlib
import io
import json
import sys
import traceback
import warnings

import torch


class Prompt(code.InteractiveConsole):
    def __init__(self):
        super().__init__(filename="<stdin>")
        self.messages = []
        self.warned = set()

    def showtraceback(self):
        self.messages += ["".join(traceback.format_exception_only(*sys.exc_info()[:2])).rstrip("\n")]

    def warn(self, message, category, *_):
        # Python's own prompt shows a warning once. This class makes it forget, because compiling changes the filters.
        text = f"{category.__name__}: {message}"
        if text not in self.warned:
            self.messages.append(text)
        self.warned.add(text)

    def typed(self, lines):
        self.messages = []
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            for line in lines:
                more = self.push(line)
        if more:
            raise SystemExit(f"{lines} is not a whole statement")
        return {"printed": printed.getvalue().removesuffix("\n"), "messages": self.messages}


def shown_in(session):
    prompt = Prompt()
    warnings.showwarning = prompt.warn
    return [prompt.typed(lines) for lines in session]


if __name__ == "__main__":
    warnings.simplefilter("always")
    json.dump([shown_in(session) for session in json.load(sys.stdin)], sys.stdout)
