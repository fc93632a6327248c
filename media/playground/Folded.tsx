import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** What is unfolded, by its name, and how something is unfolded or folded. */
interface Unfolding {
  readonly opened: readonly string[];
  readonly onFold: (name: string, isOpen: boolean) => void;
}

/** It is a part of the view, so that a reload and a link show what was open. */
export const Unfolded = createContext<Unfolding>({ opened: [], onFold: () => undefined });

/** A part that is folded away, and not made, until it is asked for. */
export function Folded(props: {
  name: string;
  summary: string;
  class?: string;
  children: preact.ComponentChildren;
}) {
  const { name, summary, children } = props;
  const { opened, onFold } = useContext(Unfolded);
  const isOpen = opened.includes(name);
  return (
    <details
      class={props.class}
      open={isOpen}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open !== isOpen) onFold(name, currentTarget.open);
      }}
    >
      <summary>{summary}</summary>
      {isOpen ? children : null}
    </details>
  );
}

/** What is unfolded once a part is, or is not. */
export function foldedIn(opened: readonly string[], name: string, isOpen: boolean): readonly string[] {
  const others = opened.filter((other) => other !== name);
  return isOpen ? [...others, name] : others;
}
