import type { SyntaxNode } from '@lezer/common';
import type { Expression, FormattedValue } from './ast';
import { readQuotes, unescape } from './literals';
import { Lowering } from './lowering';
import type { TextRange } from '../../../text';

type Part = string | FormattedValue;

/** Strings and f-strings. */
export abstract class StringLowering extends Lowering {
  protected abstract expression(node: SyntaxNode): Expression;
  protected abstract listOf(nodes: readonly SyntaxNode[], place: SyntaxNode): Expression;

  /** One literal, or several side by side. */
  protected string(node: SyntaxNode): Expression {
    const literals = node.name === 'ContinuedString' ? this.children(node) : [node];
    const quotes = literals.map((literal) => readQuotes(this.text(literal)));
    if (quotes.some((quote) => quote === undefined)) this.broken();
    const bytes = quotes.filter((quote) => quote?.bytes).length;
    if (bytes > 0) {
      if (bytes < literals.length) this.broken();
      // The escape of a byte has two digits.
      const escapes = literals.map((one, i) => (quotes[i]?.raw ? '' : this.text(one).replace(/\\[^x]/g, '')));
      if (escapes.some((one) => /\\x(?![\da-fA-F]{2})/.test(one))) this.broken();
      // Only ASCII may stand in bytes.
      if (/[^\x00-\x7f]/.test(this.text(node))) this.broken(); // oxlint-disable-line no-control-regex
      return this.unsupported(node, 'bytes');
    }
    const parts: Part[] = [];
    for (const [i, literal] of literals.entries()) {
      const quote = quotes[i];
      if (quote === undefined) continue;
      const content = { from: literal.from + quote.open, to: literal.to - quote.close };
      if (literal.name === 'FormatString') {
        const mark = this.text({ from: content.to, to: literal.to });
        const formatted = this.parts(literal, content, quote.raw, mark);
        if (formatted === undefined) return this.characterName(node);
        parts.push(...formatted);
      } else {
        const text = unescape(this.text(content), quote.raw);
        if (text === undefined) return this.characterName(node);
        if (text === null) this.broken();
        parts.push(text ?? '');
      }
    }
    const joined: Part[] = [];
    for (const part of parts) {
      const last = joined.at(-1);
      if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
      else joined.push(part);
    }
    if (joined.some((part) => typeof part !== 'string'))
      return { type: 'JoinedString', parts: joined, ...this.place(node) };
    const text = joined.filter((part) => typeof part === 'string').join('');
    return { type: 'Constant', value: { type: 'str', value: text }, ...this.place(node) };
  }

  /** A text with a name of a character: Python refuses it where there is none of that name. */
  private characterName(node: SyntaxNode): Expression {
    if (this.text(node).includes('\\N')) this.unsure();
    return this.unsupported(node, 'a character name');
  }

  /** The parts of an f-string, or of a format specification. */
  private parts(node: SyntaxNode, content: TextRange, raw: boolean, quote: string): Part[] | undefined {
    const parts: Part[] = [];
    let at = content.from;
    const literal = (to: number): boolean => {
      if (to <= at) return true;
      const source = this.text({ from: at, to });
      // In a specification it ends the whole, in every version.
      if (node.name === 'FormatSpec' && source.includes(quote)) this.broken();
      // Versions differ about a line break there.
      if (quote.length === 1 && /[\r\n]/.test(source.replace(/\\\r?\n/g, ''))) this.unsure();
      const doubled = node.name === 'FormatString' ? source.replace(/\{\{|\}\}/g, '') : source;
      if (/[{}]/.test(doubled.replace(/\\N\{[^{}]*\}/g, ''))) this.broken();
      const text = unescape(node.name === 'FormatString' ? undouble(source) : source, raw);
      if (text === undefined) return false;
      if (text === null) this.broken();
      parts.push(text ?? '');
      return true;
    };
    for (const child of this.children(node)) {
      if (child.name !== 'FormatReplacement') continue;
      if (!literal(child.from)) return undefined;
      parts.push(...this.replacement(child, raw, quote));
      at = child.to;
    }
    return literal(content.to) ? parts : undefined;
  }

  /** `{value=!r:spec}`. */
  private replacement(node: SyntaxNode, raw: boolean, quote: string): Part[] {
    const children = this.children(node).slice(1);
    const end = children.findIndex(({ name }) =>
      /^(?:FormatSelfDoc|FormatConversion|FormatSpec|\})$/.test(name),
    );
    const values = children.slice(0, end < 0 ? children.length : end);
    const rest = end < 0 ? [] : children.slice(end);
    const first = values[0];
    if (first === undefined) {
      this.broken();
      return [];
    }
    const afterValue = rest[0]?.from ?? node.to;
    const source = this.text({ from: node.from + 1, to: afterValue });
    // Before Python 3.12 an f-string's quotes, backslashes and comments could not stand in its expressions.
    const isCommented = source.replace(/'[^']*'|"[^"]*"/g, '').includes('#');
    if (
      isCommented ||
      source.includes('\\') ||
      source.includes(quote) ||
      (quote.length === 1 && /[\r\n]/.test(source))
    )
      this.unsure();
    if (/^[\s]*!/.test(source) || endsInLambda(values.at(-1))) this.broken();
    // Python 3.12 takes what older ones do not.
    const isDeep = node.parent?.name === 'FormatSpec' && rest.some(({ name }) => name === 'FormatSpec');
    if (isDeep || (first.name === '*' && values.length === 2)) this.unsure();
    const selfDoc = rest.find(({ name }) => name === 'FormatSelfDoc');
    const conversionNode = rest.find(({ name }) => name === 'FormatConversion');
    const specNode = rest.find(({ name }) => name === 'FormatSpec');
    const given = conversionNode === undefined ? undefined : this.text(conversionNode).slice(1);
    const spec =
      specNode === undefined
        ? undefined
        : this.parts(specNode, { from: specNode.from + 1, to: specNode.to }, raw, quote);
    const conversion =
      given === 'r' || given === 's' || given === 'a'
        ? given
        : selfDoc !== undefined && specNode === undefined
          ? 'r'
          : undefined;
    const formatted: FormattedValue = { value: this.listOf(values, node), conversion, spec };
    if (selfDoc === undefined) return [formatted];
    const until = rest[rest.indexOf(selfDoc) + 1]?.from ?? selfDoc.to;
    return [this.text({ from: node.from + 1, to: until }), formatted];
  }
}

/** Whether an expression ends in a `lambda` without brackets, whose colon Python takes for that of a format. */
function endsInLambda(node: SyntaxNode | undefined): boolean {
  let at = node ?? null;
  while (at !== null && at.name !== 'LambdaExpression') at = at.lastChild;
  return at !== null;
}

function undouble(text: string): string {
  return text.replaceAll('{{', '{').replaceAll('}}', '}');
}
