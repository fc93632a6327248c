import * as l10n from '@vscode/l10n';
import { type RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type CallOutcome, fateOf, type PlaygroundState } from '../../src/playground';
import type { Tensor } from '../../src/torch';
import { fateText } from './fateText';

/** Where the focused cell's explanation stands for screen readers. */
const EXPLANATION_ID = 'focused-cell-explanation';

/** The element that is explained: the one under the pointer, or else the one that has the focus. */
export interface LitCell {
  readonly hovered: number | undefined;
  readonly focused: number | undefined;
}

export function litElement({ hovered, focused }: LitCell): number | undefined {
  return hovered ?? focused;
}

/** What makes the cells within an element light up together, in whichever of its tensors one is pointed at. */
export interface LitCells {
  readonly lit: LitCell;
  readonly root: RefObject<HTMLElement | null>;
  /** Says which element the pointer is over, where it is not over a cell of its own. */
  readonly onHover: (index: number | undefined) => void;
  readonly listeners: {
    readonly onPointerOver: (event: PointerEvent) => void;
    readonly onPointerLeave: () => void;
    readonly onFocusIn: (event: FocusEvent) => void;
    readonly onFocusOut: () => void;
  };
}

/**
 * Follows pointer and focus over cells, which tell their element by `data-index`. The mark is put on the cells
 * themselves, past the drawing of the tensors: a pointer moves faster than hundreds of cells are compared.
 */
export function useLitCells(): LitCells {
  const root = useRef<HTMLElement>(null);
  const [lit, setLit] = useState<LitCell>({ hovered: undefined, focused: undefined });
  const index = litElement(lit);
  const onHover = (hovered: number | undefined): void =>
    setLit((before) => (before.hovered === hovered ? before : { ...before, hovered }));
  // After every drawing, for the cells may be new ones.
  useLayoutEffect(() => {
    const cells = (selector: string): Iterable<Element> => root.current?.querySelectorAll(selector) ?? [];
    for (const cell of cells('[data-lit]')) cell.removeAttribute('data-lit');
    for (const cell of cells('[data-index][aria-describedby]')) cell.removeAttribute('aria-describedby');
    for (const cell of cells(`[data-index="${index ?? ''}"]`)) cell.setAttribute('data-lit', '');
    for (const cell of cells('[data-index]:focus')) cell.setAttribute('aria-describedby', EXPLANATION_ID);
  });
  return {
    lit,
    root,
    onHover,
    listeners: {
      onPointerOver: ({ target }) => onHover(elementOf(target)),
      onPointerLeave: () => onHover(undefined),
      onFocusIn: ({ target }) => setLit((before) => ({ ...before, focused: elementOf(target) })),
      onFocusOut: () => setLit((before) => ({ ...before, focused: undefined })),
    },
  };
}

function elementOf(target: EventTarget | null): number | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return cell === null ? undefined : Number(cell.dataset['index']);
}

/**
 * What became of the cell that is lit, in a line that is always there, so that nothing moves. It is not announced
 * as it changes under the pointer; of a cell that has the focus it is the description.
 */
export function CellExplanation(props: {
  lit: LitCell;
  state: PlaygroundState;
  input: Tensor;
  call: CallOutcome;
}) {
  const { lit, state, input, call } = props;
  const explain = (index: number): string | undefined => {
    const fate = fateOf(state, input, call, index);
    return fate && fateText(fate, state.layer.kind);
  };
  const index = litElement(lit);
  const text = index === undefined ? undefined : explain(index);
  return (
    <>
      <p class={`explanation ${text === undefined ? 'hint' : ''}`}>
        {text ?? l10n.t('Point at a cell, or move to it with the keyboard, to see what happened to it.')}
      </p>
      <span id={EXPLANATION_ID} hidden>
        {lit.focused === undefined ? '' : explain(lit.focused)}
      </span>
    </>
  );
}
