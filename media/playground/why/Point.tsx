/** What is to be learned from what is shown: what it is about, in a word or two, and then the sentences. */
export function Point(props: {
  title: string;
  /** Whether there is nothing to tell yet, or it is of earlier settings. */
  state?: 'awaited' | 'dated' | undefined;
  children: preact.ComponentChildren;
}) {
  const { title, state = '', children } = props;
  return (
    <p class={`point-made ${state}`}>
      <strong>{title}</strong> {children}
    </p>
  );
}
