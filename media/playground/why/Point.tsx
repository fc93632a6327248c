/** What is to be learned from what is shown: what it is about, in a word or two, and then the sentences. */
export function Point(props: {
  title: string;
  /** It is of earlier settings. */
  isDated?: boolean | undefined;
  children: preact.ComponentChildren;
}) {
  const { title, isDated = false, children } = props;
  return (
    <p class={`point-made ${isDated ? 'dated' : ''}`}>
      <strong>{title}</strong> {children}
    </p>
  );
}
