/** The Python exception classes that the code behind this folder raises. */
export type TorchErrorType =
  | 'ValueError'
  | 'RuntimeError'
  | 'TypeError'
  | 'IndexError'
  | 'NotImplementedError';

/**
 * What Python would have raised. `message` is PyTorch's own text, word for word, so that it may be
 * shown as PyTorch's; anything that PyTorch does not say is never thrown as a TorchError.
 */
export class TorchError extends Error {
  constructor(
    /** The Python exception class, as a traceback names it. */
    readonly type: TorchErrorType,
    message: string,
  ) {
    super(message);
    // So that String(error) reads like the last line of the traceback.
    this.name = type;
  }
}

/** A RuntimeError, as PyTorch raises more often than any other. */
export function runtimeError(message: string): TorchError {
  return new TorchError('RuntimeError', message);
}
