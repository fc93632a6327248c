/*
 * Replay: a small Python interpreter that says what each line of a notebook or script prints, without running Python. It is
 * pure and total: any text gives an answer, in bounded time, and whatever it does not understand makes values unknown, or
 * in doubt, rather than wrong.
 *
 * HOW IT HANGS TOGETHER
 *   syntax/         the grammar's tree → Python's own `ast`, and whether Python takes the text at all (`Program.verdict`)
 *   trace.ts        runs the cells, in steps; what it shows comes from recorder.ts
 *   execute.ts, compound.ts, evaluate.ts, calls.ts, functions.ts, classes.ts   statements and expressions
 *   dropoutCalls.ts what is noted of each evaluation of dropout: whatever binds one calls `recordDropout`
 *   values.ts       the values; operators.ts, comparison.ts, items.ts, attributes.ts, text.ts, format.ts what they do
 *   doubt.ts        why a value may differ from Python's; control.ts, skipped.ts, effects.ts how doubt spreads
 *   builtins/       the builtin functions and the methods of builtin types
 *   modules/        modules of the standard library; torch/ PyTorch
 *
 * EXACT, IN DOUBT, UNKNOWN
 * A value without `doubt` is what Python has, bit for bit. A value with a doubt is computed all the same, and shown as
 * illustrative with the reason. An `UnknownValue` is nothing but its doubt; operations on it give it again.
 *
 * HOW TO ADD A FUNCTION
 *   native('flip', 'input, dims', (args, interpreter) => …, effects)
 * The signature is Python's, with `=` after what has a default; `args.get(name)` gives what was passed, `args.rest` what
 * `*name` collected. Before the body runs, unknown arguments have made the result unknown (unless `takesUnknown`) and its
 * `effects` have been seen to; after it, the doubts of all arguments (of their handles, not of what lists hold) have been
 * added to the result. So a body only has to
 *   - unite the doubts of what it reads inside lists, tensors' memory and the like: `withDoubt(result, either(a, b))`;
 *   - raise Python's exceptions with `interpreter.raise('ValueError', message)` (a TorchError that it lets through
 *     becomes one by itself), `unsureMessage` where the text is not certain;
 *   - leave with `interpreter.giveUp('…')` what it does not understand: the result is unknown then;
 *   - pay before it touches or makes anything that has a size (budget.ts): `interpreter.meter.make(count)` for new
 *     elements, `makeSlots` for references to old ones, `makeText` for characters, `work` for what is only gone through.
 *     Texts and integers among the arguments are paid for by the call, iterables by whoever iterates (`collect` for all of
 *     them), tensors within torch/ (its ledger.ts); nothing follows references without `within` or a set of what it met;
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
 * A `ModuleSource` in libraries.ts: modules by their full names (`torch.nn` is also a member of `torch`). Modules that
 * leave PyTorch alone and are merely unknown stand in modules.ts.
 */
export type { Doubt, DoubtCode } from './doubt';
export type { DropoutCall, DropoutPicture, ShownForm, WithinCall } from './recorder';
export { type ReplayOptions, type ReplayValue, replay, type Trace, trace, traceSteps } from './trace';
