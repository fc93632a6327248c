"""Calls functions with real Python: signatures with calls in, what each call binds out. See bindings.ts."""

import json
import sys


def function(signature):
    names = [name for part in signature.split(",") if (name := part.strip(" *=/"))]
    text = f"def f({signature.replace('=', '=None')}): return [{', '.join(names)}]"
    return run(text, "f")


def run(text, name):
    variables = {}
    exec(text, variables)
    return variables[name]


def outcome(f, call):
    try:
        return eval(f"f({call})", {"f": f})
    except TypeError as error:
        return str(error).removeprefix("f() ")


if __name__ == "__main__":
    json.dump(
        [[outcome(function(signature), call) for call in calls] for signature, *calls in json.load(sys.stdin)],
        sys.stdout,
    )
