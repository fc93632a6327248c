/*
 * Replay: a small Python interpreter that says what each line of a notebook or script prints, without running Python. It is
 * pure and total: any text gives an answer, in bounded time, and whatever it does not understand makes values unknown, or
 * in doubt, rather than wrong.
 *
 * HOW IT HANGS TOGETHER
 *   trace.ts        runs the cells
 *   numpy/          numpy, whose arrays share memory with tensors
 *   torch/          PyTorch
 *   machine/        statements and expressions: execute.ts, compound.ts, patterns.ts, evaluate.ts, calls.ts, functions.ts, classes.ts;
 *                   control.ts, skipped.ts how doubt spreads from code that may or may not run
 *   modules/        modules of the standard library; those that are themselves Python, and run as the reader's code does,
 *                   stand in ../library/ (machine/frozen.ts)
 *   builtins/       the builtin functions and the methods of builtin types
 *   protocol/       what values do: operators.ts, comparison.ts, items.ts, attributes.ts, text.ts, format.ts; effects.ts what
 *                   calls do to doubt; dropoutCalls.ts what is noted of dropout: whatever binds one calls `recordDropout`
 *   object/         the values, and why one may differ from Python's (doubt.ts); recorder.ts has what is shown
 * Each knows those below it. Below them all, ../syntax/ast/ makes Python's own `ast` of the grammar's tree, and says
 * whether Python takes the text at all (`Program.verdict`); ../primitives/ computes what Python does with numbers and texts.
 *
 * EXACT, IN DOUBT, UNKNOWN
 * A value without `doubt` is what Python has, bit for bit. A value with a doubt is computed all the same, and shown as
 * illustrative with the reason. An `UnknownValue` is nothing but its doubt; operations on it give it again.
 *
 * HOW TO ADD A FUNCTION
 *   native('flip', 'input, dims', effects, (args, interpreter) => …)
 * The signature is Python's, with `=` after what has a default; `args.get(name)` gives what was passed, `args.rest` what
 * `*name` collected. Before the body runs, unknown arguments have made the result unknown (unless `takesUnknown`) and its
 * `effects` have been seen to; after it, the doubts of all arguments (of their handles, not of what lists hold) have been
 * added to the result. So a body only has to
 *   - unite the doubts of what it reads inside lists, tensors' memory and the like: `withDoubt(result, either(a, b))`;
 *   - raise Python's exceptions with `interpreter.raise('ValueError', message)` (a TorchError that it lets through
 *     becomes one by itself), `unsureMessage` where the text is not certain;
 *   - leave with `interpreter.giveUp('…')` what it does not understand: the result is unknown then, and all that follows
 *     is in doubt; with `interpreter.leave('…')` what Python surely does, and only the value is not known of;
 *   - pay before it touches or makes anything that has a size (../primitives/budget.ts): `interpreter.meter.make(count)` for new
 *     elements, `makeSlots` for references to old ones, `makeText` for characters, `work` for what is only gone through.
 *     Texts and integers among the arguments are paid for by the call, iterables by whoever iterates (`collect` for all of
 *     them), tensors within torch/ (its ledger.ts); nothing follows references without `valuesWithin` or a set of what it met;
 *   - say in `effects` that it `draws` from the generator or `mutates` its first argument, and call
 *     `interpreter.changed(object, doubt)` for what it changes. Code may run in doubt (`interpreter.control`): what is
 *     drawn then must `interpreter.random.lose(interpreter.control)`.
 *
 * HOW TO ADD A TYPE
 * Derive a value from `NativeValue` (or use `InstanceValue` with a `payload` where users derive classes from it, as from
 * `nn.Module`) and make its class with
 *   nativeClass('Tensor', { module: 'torch', members: [native('sum', 'self, dim=, keepdim=', …)], properties: { shape: (self) => … } })
 * Operators are members of Python's names: `__add__`, `__radd__`, `__iadd__`, `__getitem__`, `__len__`, `__bool__`,
 * `__iter__`, `__call__`, `__enter__`, `__eq__`, `__repr__`, `__format__`, `__float__`, `__index__`; `__setattr__` and
 * `missing` serve attributes. `__hash__` gives a string, equal for equal values. They give `NOT_IMPLEMENTED` for operands
 * that they do not know. A class without `construct` is made by its `__init__`, and users may derive from it. With
 * `known`, the names of all attributes of the real class, an attribute that does not exist is an AttributeError;
 * otherwise it is unknown. Native classes, functions and modules are made once for all replays and never change.
 *
 * HOW TO ADD A MODULE
 * A `ModuleSource` in libraries.ts: modules by their full names (`torch.nn` is also a member of `torch`). What a
 * library does that is not modelled, and is known to be harmless, stands in library/effects.ts by its name; everything else may
 * do anything: `Interpreter.mayDoAnything`.
 */
export type { Doubt, DoubtCode } from './object/doubt';
export type { DropoutCall, DropoutPicture, ShownForm, ShownValue, WithinCall } from './object/recorder';
export { type ReplayOptions, trace, type Trace } from './trace';
