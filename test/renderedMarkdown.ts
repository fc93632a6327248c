import assert from 'node:assert/strict';
import { marked, type Token, type Tokens } from 'marked';

/** What a reader sees of Markdown, by the parser that VS Code uses, and the links in it. What is no text shows as `<hr>`. */
export function rendered(markdown: string): { text: string; links: { text: string; href: string }[] } {
  const links: { text: string; href: string }[] = [];
  const textOf = (tokens: readonly Token[] = []): string =>
    tokens
      .map((token) => {
        const inner = token as Tokens.Generic;
        if (token.type === 'link') links.push({ text: textOf(inner.tokens), href: String(inner['href']) });
        if (inner.tokens) return textOf(inner.tokens);
        return token.type === 'escape' || token.type === 'codespan' || token.type === 'text'
          ? unescapeHtml(String(inner['text']))
          : `<${token.type}>`;
      })
      .join('');
  return { text: textOf(marked.lexer(markdown)), links };
}

/** This version of the parser hands out the texts of tokens as HTML. */
function unescapeHtml(text: string): string {
  const characters: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => characters[name] ?? '');
}

/** A command and its arguments as VS Code reads a link: escapes removed, the address decoded, then its query again. */
export function commandOf(href: string): { command: string; args: unknown } {
  const address = href.replace(/\\([\\`*_{}[\]()#+\-.!~])/g, '$1');
  const [, command = '', query] = /^command:([^?#]*)(?:\?([^#]*))?$/.exec(address) ?? assert.fail(address);
  if (query === undefined) return { command, args: [] };
  return { command, args: JSON.parse(decodeURIComponent(decodeURIComponent(query))) };
}
