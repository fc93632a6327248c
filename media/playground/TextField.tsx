import { useEffect, useState } from 'preact/hooks';

/**
 * A text field that follows a value and hands over what was typed on Enter or when the focus leaves. What is
 * refused stays to be mended; Escape brings the value back.
 */
export function TextField(props: {
  id: string;
  value: string;
  size: number;
  /** The element that says what is wrong. */
  problemId: string;
  /** @returns whether the text was taken */
  onCommit: (text: string) => boolean;
  onRevert: () => void;
}) {
  const { id, value, size, problemId, onCommit, onRevert } = props;
  const [draft, setDraft] = useState<string | undefined>();
  const [refused, setRefused] = useState(false);

  const settle = (): void => {
    setDraft(undefined);
    setRefused(false);
  };
  // A value that changed elsewhere (the slider, a command) replaces whatever was being typed.
  useEffect(settle, [value]);

  const commit = (always: boolean): void => {
    if (draft === undefined && !always) return;
    if (onCommit(draft ?? value)) settle();
    else setRefused(true);
  };

  return (
    <input
      id={id}
      type="text"
      spellcheck={false}
      autocomplete="off"
      size={size}
      value={draft ?? value}
      aria-invalid={refused}
      aria-describedby={refused ? problemId : undefined}
      onInput={(event) => {
        setDraft(event.currentTarget.value);
        setRefused(false);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit(true);
        else if (event.key === 'Escape') {
          settle();
          onRevert();
        }
      }}
      onBlur={() => commit(false)}
    />
  );
}
