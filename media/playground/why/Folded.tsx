/** A part that is folded away until it is asked for. */
export function Folded(props: {
  summary: string;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  children: preact.ComponentChildren;
}) {
  const { summary, isOpen, onToggle, children } = props;
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open !== isOpen) onToggle(currentTarget.open);
      }}
    >
      <summary>{summary}</summary>
      {isOpen ? children : null}
    </details>
  );
}
