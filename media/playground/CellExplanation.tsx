import * as l10n from '@vscode/l10n';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { type CallOutcome, fateOf, type PlaygroundState } from '../../src/playground';
import { type DropUnit, isAlpha, scaleOf, type Tensor, unitOf } from '../../src/torch';
import { fateText } from './fateText';
import { paragraph } from './paragraph';

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

/**
 * Follows pointer and focus over cells, which tell their element by `data-index`, wherever on the page they are, and
 * over what stands for several, by `data-first` and `data-size`. The mark is put on the cells themselves, past the
 * drawing of the tensors: a pointer moves faster than hundreds of cells are compared.
 */
export function useLitCells(): {
  readonly lit: LitCell;
  /** Says which element the pointer is over, where it is not over a cell of its own. */
  readonly onHover: (index: number | undefined) => void;
} {
  const [lit, setLit] = useState<LitCell>({ hovered: undefined, focused: undefined });
  const index = litElement(lit);
  const onHover = (hovered: number | undefined): void =>
    setLit((before) => (before.hovered === hovered ? before : { ...before, hovered }));
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const focus = (focused: number | undefined): void =>
      setLit((before) => (before.focused === focused ? before : { ...before, focused }));
    document.addEventListener('pointerover', ({ target }) => onHover(elementOf(target)), { signal });
    document.addEventListener('pointerleave', () => onHover(undefined), { signal });
    document.addEventListener('focusin', ({ target }) => focus(elementOf(target)), { signal });
    document.addEventListener('focusout', () => focus(undefined), { signal });
    return () => controller.abort();
  }, []);
  // After every drawing, for the cells may be new ones.
  useLayoutEffect(() => {
    const cells = (selector: string): Iterable<HTMLElement> => document.querySelectorAll(selector);
    for (const cell of cells('[data-lit]')) cell.removeAttribute('data-lit');
    for (const cell of cells('[data-index][aria-describedby]')) cell.removeAttribute('aria-describedby');
    for (const cell of cells('[data-index]:focus')) cell.setAttribute('aria-describedby', EXPLANATION_ID);
    if (index === undefined) return;
    for (const cell of cells(`[data-index="${index}"]`)) cell.setAttribute('data-lit', '');
    for (const group of cells('[data-first]')) {
      const [first, size] = [Number(group.dataset['first']), Number(group.dataset['size'])];
      if (first <= index && index < first + size) group.setAttribute('data-lit', '');
    }
  });
  return { lit, onHover };
}

function elementOf(target: EventTarget | null): number | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-index], [data-first]') : null;
  const index = cell?.dataset['index'] ?? cell?.dataset['first'];
  return index === undefined ? undefined : Number(index);
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
  const isLong = isAlpha(state.layer.kind) || unitOf(state.layer.kind) !== 'element';
  const text = index === undefined ? undefined : explain(index);
  return (
    <>
      <p class={`explanation ${text === undefined ? 'hint' : ''} ${isLong ? 'long' : ''}`}>
        {text ?? paragraph(ruleText(state, call), l10n.t('Point at one to see why.'))}
      </p>
      <span id={EXPLANATION_ID} hidden>
        {lit.focused === undefined ? '' : explain(lit.focused)}
      </span>
    </>
  );
}

/** What the call does to each value, or to what is dropped as a whole, as long as none is pointed at. */
function ruleText({ layer: { kind, p } }: PlaygroundState, { training }: CallOutcome): string {
  if (!training) return l10n.t('Eval: each value comes through as it is.');
  if (p.value === 0) return l10n.t('With p = 0 each value comes through as it is.');
  if (p.value === 1) return l10n.t('With p = 1 each value is dropped.');
  const chance = `${Number((100 * p.value).toPrecision(3))}%`;
  const each = UNITS[unitOf(kind)]();
  if (isAlpha(kind))
    return l10n.t('{0}: {1} chance to be dropped; a scale and a shift keep mean and variance.', each, chance);
  const scale = Number(scaleOf(p.value).toFixed(2));
  return l10n.t('{0}: {1} chance to become 0, else × {2}: the same on average.', each, chance, scale);
}

/** What is dropped as one. */
const UNITS: Readonly<Record<DropUnit, () => string>> = {
  element: () => l10n.t('Each value'),
  channel: () => l10n.t('Each channel'),
  sample: () => l10n.t('Each example'),
  batch: () => l10n.t('All at once'),
};
