import { useEffect } from 'preact/hooks';

/** Single keys, as long as they are enabled and the focus is not in something one types into. */
export function useShortcuts(shortcuts: Readonly<Record<string, () => void>>, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      const run = shortcuts[event.key.toLowerCase()];
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    const controller = new AbortController();
    document.addEventListener('keydown', onKeyDown, { signal: controller.signal });
    return () => controller.abort();
  }, [shortcuts, enabled]);
}

/** Moves the focus to a text field and selects what is in it. */
export function focusField(id: string): void {
  const field = document.getElementById(id);
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
  }
}

function isTyping(target: EventTarget | null): boolean {
  return isText(target) || target instanceof HTMLSelectElement;
}

/** Whether one types text into something, so that it has an undo of its own. */
export function isText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text')
  );
}
