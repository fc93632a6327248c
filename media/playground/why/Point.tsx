/** What is to be learned from what is shown: what it is about, in a word or two, and then the sentences. */
export function Point(props: {
  title: string;
  /** It keeps its place, and is not seen. */
  isAbsent?: boolean;
  children: preact.ComponentChildren;
}) {
  const { title, isAbsent = false, children } = props;
  return (
    <p class={`point-made ${isAbsent ? 'absent' : ''}`}>
      <strong>{title}</strong> {children}
    </p>
  );
}
