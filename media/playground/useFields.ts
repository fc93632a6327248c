import { useState } from 'preact/hooks';
import type { PanelAction } from '../../src/protocol';
import { TorchError } from '../../src/torch';

export type FieldId = 'probability' | 'seed' | 'values' | 'shape';

/** What a text field is given: its name, its problem, and what becomes of what is typed. */
export interface FieldProps {
  readonly id: FieldId;
  /** What is wrong with what was typed; the field keeps it, to be mended. */
  readonly problem: string | undefined;
  /** @returns whether the text was taken */
  readonly onCommit: (text: string) => boolean;
  /** Called where what was typed is given up for the value. */
  readonly onSettle: () => void;
  /** Called where the reader comes to the field. */
  readonly onFocus: () => void;
}

/** The text fields of a page: what is typed there is done, and what cannot be done is said and changes nothing. */
export function useFields(dispatch: (action: PanelAction) => void): {
  /** @param change throws an error that says what is wrong with the text */
  readonly field: (id: FieldId, change: (text: string) => PanelAction) => FieldProps;
  /** What is wrong with the field that has the focus, or had it last. */
  readonly problem: string | undefined;
} {
  // Each field keeps its own problem until it is mended; that of the field in which the reader is comes last.
  const [problems, setProblems] = useState<ReadonlyMap<FieldId, string>>(new Map());
  const setProblem = (id: FieldId, problem?: string): void =>
    setProblems((known) => {
      if (problem === undefined && !known.has(id)) return known;
      const others = [...known].filter(([other]) => other !== id);
      return new Map(problem === undefined ? others : [...others, [id, problem]]);
    });

  const field = (id: FieldId, change: (text: string) => PanelAction): FieldProps => ({
    id,
    problem: problems.get(id),
    onCommit: (text: string): boolean => {
      try {
        dispatch(change(text));
        setProblem(id);
        return true;
      } catch (error) {
        setProblem(
          id,
          error instanceof TorchError ? `${error.type}: ${error.message}` : (error as Error).message,
        );
        return false;
      }
    },
    onSettle: () => setProblem(id),
    onFocus: () => {
      if (problems.has(id)) setProblem(id, problems.get(id));
    },
  });

  return { field, problem: [...problems.values()].at(-1) };
}
