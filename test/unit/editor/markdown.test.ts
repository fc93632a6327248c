import assert from 'node:assert/strict';
import fc from 'fast-check';
import { marked, type Tokens } from 'marked';
import { codeSpan, commandLink, markdownText, svgImage } from '../../../src/wording/markdown';
import { commandOf, rendered } from '../../renderedMarkdown';

/** Lines that broke links, or could: what Markdown, addresses and JSON each read as something else than text. */
const HOSTILE_LINES = [
  'nn.Dropout(0.5)  # off in eval :)',
  'nn.Dropout(0.5)  # (((',
  'x[0](nn.Dropout(p=a[1]))',
  '](command:workbench.action.terminal.new)',
  '[a](b "c") ![d](e)',
  'nn.Dropout(0.5) # <b>&amp; <!-- \'"',
  '`nn.Dropout`(0.5) ``` ~~~',
  String.raw`re.sub(r'\(\)\\', "\n", s)`,
  '**kwargs, *args, __init__, ~x, a|b, a ~~b~~',
  '"50%" % x, %41, %2529, %zz, %',
  '# Heading',
  '- item',
  '1. one 1) two',
  '> quoted',
  '    four spaces',
  'a\n\nb\r\n===\n---',
  'https://example.org/a_b www.example.org me@example.org',
  '[x]: http://example.org',
  '$(zap) $x$ &copy; &#40;',
  'Größe = "✓ 漢字 🎲"',
  'cut \ud83c in two',
  'ends with \\',
  '|a|b|\u2028|-|-|',
  '!',
];

const oneLine = (text: string): string => text.replace(/[\t\n\v\f\r \u2028\u2029]+/g, ' ').trim();

function assertLink(label: string, args: readonly unknown[]): void {
  const before = `**${markdownText('nn.Dropout(p)')}** ← `;
  const link = commandLink(label, 'dropoutPlayground.openCall', ...args);
  const { text, links } = rendered(`${before}${link} · ${commandLink('Resample', 'resample')}`);
  assert.equal(oneLine(text), oneLine(`nn.Dropout(p) ← ${label} · Resample`));
  assert.equal(links.length, 2, link);
  assert.deepEqual(commandOf(links[0]?.href ?? ''), { command: 'dropoutPlayground.openCall', args });
  assert.deepEqual(commandOf(links[1]?.href ?? ''), { command: 'resample', args: [] });
}

describe('Markdown', () => {
  for (const line of HOSTILE_LINES)
    it(`shows ${JSON.stringify(line)} as text, and hands it to a link's command as it is`, () => {
      assert.equal(oneLine(rendered(`${markdownText(line)}.`).text), `${oneLine(line)}.`);
      assertLink(line, [{ line, [line]: [line] }, line]);
    });

  it('shows any text and hands over any arguments', () => {
    const pieces = fc.constantFrom(
      ...HOSTILE_LINES,
      ...Array.from('\\`*_{}[]()#+-.!<>|~&$%"\'\n ;:=@^/?'),
      '\ud800',
      '%25',
      'a',
    );
    const text = fc.oneof(
      fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary' }),
    );
    const value = fc
      .jsonValue({ stringUnit: 'binary' })
      .map((json): unknown => JSON.parse(JSON.stringify(json)));
    fc.assert(
      fc.property(text, text, value, (label, line, other) => {
        assertLink(`x${label.replaceAll('\0', '')}x`, [{ line }, other]);
      }),
    );
  });

  it('keeps code of any text in one span', () => {
    for (const [text, span] of [
      ['/usr/bin/python', '`/usr/bin/python`'],
      ['a`b', '``a`b``'],
      ['`a``', '``` `a`` ```'],
      ['a\nb', '`a b`'],
    ] as const) {
      assert.equal(codeSpan(text), span);
      assert.equal(rendered(`x ${span} y`).text, `x ${oneLine(text)} y`);
    }
    for (const line of HOSTILE_LINES) {
      const [, span, ...rest] = (marked.lexer(`x ${codeSpan(line)} y`)[0] as Tokens.Paragraph).tokens;
      assert.deepEqual([span?.type, rest.map(({ raw }) => raw)], ['codespan', [' y']], line);
    }
  });

  it('holds a picture whatever is drawn in it', () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg"><text x='1'>(a) ![*_~%41</text></svg>`;
    const markdown = svgImage('8 of 15 [kept]', { svg, width: 12 });
    const [image, ...rest] = (marked.lexer(`${markdown} x`)[0] as Tokens.Paragraph).tokens as Tokens.Image[];
    assert.deepEqual(
      rest.map(({ raw }) => raw),
      [' x'],
    );
    assert.equal(image?.type, 'image');
    const [address = '', size] = image.href.split('|');
    assert.equal(decodeURIComponent(address), `data:image/svg+xml,${svg}`);
    assert.equal(size, 'width=12');
  });
});
