import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { FieldProps } from './useFields';

/**
 * A text field that follows a value and hands over what was typed on Enter or when the focus leaves. What is
 * refused stays to be mended; Escape brings the value back.
 */
export function TextField(
  props: FieldProps & {
    value: string;
    size: number;
    /** The key that leads here. */
    shortcut?: string | undefined;
    readOnly?: boolean;
  },
) {
  const { id, value, size, problem, shortcut, readOnly, onCommit, onSettle, onFocus } = props;
  const problemId = `${id}-problem`;
  const [draft, setDraft] = useState<string | undefined>();

  const settle = (): void => {
    setDraft(undefined);
    onSettle();
  };
  // A value that changed elsewhere (the slider, a command) replaces whatever was being typed, and so does a field that
  // takes nothing any more. At once: what is typed into a field that has just come must not be taken for what was there.
  useLayoutEffect(settle, [value, readOnly]);
  // What is wrong with it goes with the field.
  useEffect(() => onSettle, []);

  const commit = (always: boolean): void => {
    if (draft === undefined && !always) return;
    if (onCommit(draft ?? value)) setDraft(undefined);
  };

  return (
    <>
      <input
        id={id}
        type="text"
        spellcheck={false}
        autocomplete="off"
        size={size}
        readOnly={readOnly}
        value={draft ?? value}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : problemId}
        aria-keyshortcuts={shortcut}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(true);
          else if (event.key === 'Escape') settle();
        }}
        onFocus={onFocus}
        onBlur={() => commit(false)}
      />
      {/* Read with the field; the line below the controls shows only that of one field. */}
      <span id={problemId} hidden>
        {problem}
      </span>
    </>
  );
}
