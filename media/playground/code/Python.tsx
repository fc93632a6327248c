/** What tokens of the code that the playground writes look like; the first alternative that matches holds. */
const TOKENS =
  /(?<comment>#.*)|(?<string>'[^']*'|"[^"]*")|(?<number>\b\d[\d.e_]*(?:[-+]\d+)?)|(?<keyword>\b(?:import|from|def|return|if|for|in|with|print|True|False|None)\b)|(?<call>\b[A-Za-z_]\w*\()/g;

/** Python as the playground writes it, with VS Code's colours for what its tokens are. */
export function Python({ code }: { code: string }) {
  const parts: preact.ComponentChildren[] = [];
  let end = 0;
  for (const match of code.matchAll(TOKENS)) {
    const groups: Readonly<Record<string, string | undefined>> = match.groups ?? {};
    const [name = ''] = Object.entries(groups).find(([, text]) => text !== undefined) ?? [];
    // The bracket after a function's name is no part of it.
    const text = match[0].replace(/\($/, '');
    parts.push(code.slice(end, match.index));
    parts.push(
      <span key={match.index} class={`token-${name}`}>
        {text}
      </span>,
    );
    end = match.index + text.length;
  }
  return (
    <>
      {parts}
      {code.slice(end)}
    </>
  );
}
