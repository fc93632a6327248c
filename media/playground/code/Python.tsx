/** The tokens of the code that the playground writes; the first alternative that matches holds. */
const TOKENS =
  /(?<comment>#.*)|(?<string>'[^']*'|"[^"]*")|(?<number>\b\d[\d._]*(?:e[-+]?\d+)?)|(?<word>\b[A-Za-z_]\w*)(?<bracket>\()?/g;
const KEYWORDS = new Set('import from def return if for in with print True False None'.split(' '));

type Groups = Readonly<Record<string, string | undefined>>;

/** Python as the playground writes it, with VS Code's colours for what its tokens are. */
export function Python({ code }: { code: string }) {
  const parts: preact.ComponentChildren[] = [];
  let end = 0;
  for (const match of code.matchAll(TOKENS)) {
    const { comment, string, number, word = '', bracket }: Groups = match.groups ?? {};
    const name = KEYWORDS.has(word) ? 'keyword' : bracket === undefined ? undefined : 'call';
    const look = comment ? 'comment' : string ? 'string' : number ? 'number' : name;
    if (look === undefined) continue;
    const text = comment ?? string ?? number ?? word;
    parts.push(code.slice(end, match.index));
    parts.push(
      <span key={match.index} class={`token-${look}`}>
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
