import { DEFAULT_PRINT_OPTIONS, type FloatDType, type PrintOptions } from '../../../torch';
import { type Doubt, either } from '../object/doubt';
import type { Place } from '../../syntax/ast/ast';
import type { Interpreter } from '../object/interpreter';
import type { InstanceValue } from '../object/values';

/** How PyTorch works in one replay: what the code may set for all that comes after. */
export interface TorchState {
  /** `torch.is_grad_enabled()`. */
  gradEnabled: boolean;
  /** Why that may be otherwise. */
  gradDoubt: Doubt | undefined;
  /** Of `torch.inference_mode()`: the first memory that was made in it and, once it has ended, the first after it. */
  readonly inference: { readonly from: number; to: number }[];
  /** `torch.get_default_dtype()`. */
  defaultDtype: FloatDType;
  /** `torch.set_printoptions`. */
  print: PrintOptions;
  /** Why tensors may print in another way. */
  printDoubt: Doubt | undefined;
  /** Why it is not sure that a graph can be run through backwards: something in it was overwritten. */
  overwritten: Doubt | undefined;
  /** The recipes of what was computed, numbered; see recipes.ts. */
  readonly recipes: Map<string, number>;
  /** The modules that are being called, the innermost last, and where the code has it. */
  readonly called: { readonly module: InstanceValue; readonly place: Place | undefined }[];
}

const states = new WeakMap<Interpreter, TorchState>();

/** The state of a replay; new ones start as PyTorch does. */
export function stateOf(interpreter: Interpreter): TorchState {
  let state = states.get(interpreter);
  if (state === undefined) {
    state = {
      gradEnabled: true,
      gradDoubt: undefined,
      inference: [],
      defaultDtype: 'float32',
      print: DEFAULT_PRINT_OPTIONS,
      printDoubt: undefined,
      overwritten: undefined,
      recipes: new Map(),
      called: [],
    };
    states.set(interpreter, state);
  }
  return state;
}

/** Sets whether gradients are recorded; `doubt` is that of what decides on it. */
export function setGradEnabled(interpreter: Interpreter, enabled: boolean, doubt?: Doubt): void {
  const state = stateOf(interpreter);
  state.gradEnabled = enabled;
  state.gradDoubt = either(interpreter.control, doubt);
}
