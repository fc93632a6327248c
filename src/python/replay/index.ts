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
 * How a function, a type or a module is added: docs/architecture.md.
 */
export type { Doubt, DoubtCode } from './object/doubt';
export type { DropoutCall, DropoutPicture, ShownForm, ShownValue, WithinCall } from './object/recorder';
export { type ReplayOptions, trace, type Trace } from './trace';
