import type { WebviewFocus } from '../../src/playground';

/** Reports where the focus is, now and whenever that changes: on it depends whose the keys of undo are. */
export function reportFocus(report: (focus: WebviewFocus) => void): void {
  let last: WebviewFocus = 'none';
  const update = (focus: WebviewFocus): void => {
    if (focus === last) return;
    last = focus;
    report(focus);
  };
  const here = (): void => update(isText(document.activeElement) ? 'text' : 'elsewhere');
  document.addEventListener('focusin', here);
  // What loses the focus is still the active element while it does.
  document.addEventListener('focusout', () => setTimeout(() => (document.hasFocus() ? here() : undefined)));
  window.addEventListener('focus', here);
  window.addEventListener('blur', () => update('none'));
  if (document.hasFocus()) here();
}

/** Whether one types into an element, so that it has an undo of its own. */
function isText(element: Element | null): boolean {
  return (
    element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === 'text')
  );
}
