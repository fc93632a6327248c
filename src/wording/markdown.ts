/**
 * The one place where Markdown is made of text that is not this extension's own: lines of code, names, paths,
 * messages. Whatever stands in it, it shows as that text, and a link gives its command the very arguments.
 */

/** White space that would end a line, or make a block of code of one. */
const BREAKS = /[\t\n\v\f\r \u2028\u2029]+/g;

/** What means something within a line or at its start; the last two would make links of addresses. */
const MARKS = /[\\`*_{}[\]()#+\-.!<>|~&$@]|:(?=\/\/)/g;

/** Text as Markdown that shows as that text, in one line. (`appendText` would turn spaces into ones that do not wrap.) */
export function markdownText(text: string): string {
  return text.replace(BREAKS, ' ').replace(MARKS, '\\$&');
}

/** Text as code within a line; no backtick in it ends it. */
export function codeSpan(text: string): string {
  const line = text.replace(BREAKS, ' ');
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(1 + runs.reduce((longest, run) => Math.max(longest, run.length), 0));
  const isPadded = /^[` ]|[` ]$/.test(line) && line.trim() !== '';
  return isPadded ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** A link that runs a command with these arguments, which are plain data. */
export function commandLink(label: string, command: string, ...args: readonly unknown[]): string {
  const query = args.length === 0 ? '' : `?${encoded(jsonWithoutPercent(args))}`;
  return `[${markdownText(label)}](command:${command}${query})`;
}

/** A picture, so many pixels wide, as VS Code's hovers show it. */
export function svgImage(alt: string, { svg, width }: { svg: string; width: number }): string {
  return `![${markdownText(alt)}](data:image/svg+xml,${encoded(svg)}|width=${width})`;
}

/** VS Code decodes a link's arguments twice: a `%41` in a line of code would come out as `A`. */
function jsonWithoutPercent(value: unknown): string {
  return JSON.stringify(value).replaceAll('%', '\\u0025');
}

/** `encodeURIComponent` leaves some characters that mean something to Markdown. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*_~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Lines of code, on lines of their own; no line in it ends it. */
export function codeBlock(code: string, language: string): string {
  const runs = code.match(/^`+/gm) ?? [];
  const fence = '`'.repeat(runs.reduce((longest, run) => Math.max(longest, run.length + 1), 3));
  return `\n${fence}${language}\n${code}\n${fence}\n`;
}
