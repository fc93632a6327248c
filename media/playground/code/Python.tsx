/** What tokens of the code that the playground writes look like; the first alternative that matches holds. */
const TOKENS =
  /(?<comment>#.*)|(?<string>'[^']*')|(?<number>\b\d[\d.e_]*(?:[-+]\d+)?)|(?<keyword>\b(?:import|for|in|with|print|True|False|None)\b)|(?<call>\b[A-Za-z_]\w*(?=\())/g;

/** Python as the playground writes it, with VS Code's colours for what its tokens are. */
export function Python({ code }: { code: string }) {
  const parts: preact.ComponentChildren[] = [];
  let end = 0;
  for (const match of code.matchAll(TOKENS)) {
    const [name] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? [];
    parts.push(code.slice(end, match.index));
    parts.push(
      <span key={match.index} class={`token-${name ?? ''}`}>
        {match[0]}
      </span>,
    );
    end = match.index + match[0].length;
  }
  return (
    <>
      {parts}
      {code.slice(end)}
    </>
  );
}
