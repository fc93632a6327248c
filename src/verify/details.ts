import * as vscode from 'vscode';
import { type Comparison, printedMask, pythonCode, pythonTuple, type Row, type Verdict } from './comparison';
import { codeSpan, markdownText } from '../wording';
import { verdictText } from './verifyTexts';

const SCHEME = 'dropout-playground-verify';

/** The documents behind "Show Details": a verdict with all its cases, in Markdown, for reading only. */
export class Details implements vscode.Disposable {
  readonly #registration: vscode.Disposable;
  /** One document for each verdict: VS Code would show an old text for a moment under an old address. */
  readonly #texts = new Map<string, string>();

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: (address) => this.#texts.get(address.query),
    });
  }

  /** Keeps a verdict's document, and gives its address. */
  add(verdict: Verdict, program: string): vscode.Uri {
    const query = String(this.#texts.size + 1);
    this.#texts.set(query, detailsText(verdict, program));
    return vscode.Uri.from({ scheme: SCHEME, path: '/Verify Against PyTorch.md', query });
  }

  /** Shows it as a page, or as text where VS Code's own preview of Markdown is turned off. */
  async show(address: vscode.Uri): Promise<void> {
    const document = await vscode.workspace.openTextDocument(address);
    try {
      await vscode.commands.executeCommand('markdown.showPreview', document.uri);
    } catch {
      await vscode.window.showTextDocument(document);
    }
  }

  dispose(): void {
    this.#registration.dispose();
  }
}

function detailsText(verdict: Verdict, program: string): string {
  const { torch, python, cpu, cuda, backend } = verdict;
  const environment = vscode.l10n.t('PyTorch {0}, Python {1}: {2}', torch, python, codeSpan(program));
  return [
    `# ${vscode.l10n.t('Dropout masks compared with PyTorch')}`,
    verdictText(verdict),
    environment,
    ...comparisonParts('CPU', cpu, 'cpu', backend),
    ...(cuda?.gpu ? comparisonParts(`CUDA (${cuda.gpu.name})`, cuda, 'cuda', 'cuda') : []),
    '',
  ].join('\n\n');
}

function comparisonParts(
  title: string,
  { firstDifference, rows }: Comparison,
  device: 'cpu' | 'cuda',
  backend: string,
): string[] {
  const difference = firstDifference && [
    `### ${vscode.l10n.t('First difference')}`,
    fenced(pythonCode(firstDifference.maskCase, device), 'python'),
    vscode.l10n.t('PyTorch prints'),
    fenced(printedMask(firstDifference.maskCase, firstDifference.theirs)),
    vscode.l10n.t('Dropout Playground, generator {0}', backend),
    fenced(printedMask(firstDifference.maskCase, firstDifference.own)),
  ];
  return [`## ${title}`, ...(difference ?? []), table(rows)];
}

function fenced(text: string, language = 'text'): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** All cases, in columns that line up in the text too. */
function table(rows: readonly Row[]): string {
  const head = [
    '#',
    vscode.l10n.t('Mask'),
    vscode.l10n.t('Layer'),
    'p',
    vscode.l10n.t('Seed'),
    vscode.l10n.t('Shape'),
    vscode.l10n.t('Strides'),
    'dtype',
    vscode.l10n.t('In place'),
    vscode.l10n.t('Call'),
  ];
  const cells = rows.map((row, i) => [String(i + 1), resultText(row), ...caseCells(row)]);
  const widths = head.map((text, column) =>
    Math.max(text.length, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  const line = (texts: readonly string[], fill = ' '): string =>
    `| ${texts.map((text, column) => text.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  const rule = line(
    head.map(() => ''),
    '-',
  );
  return [line(head), rule, ...cells.map((texts) => line(texts))].join('\n');
}

function caseCells({ maskCase }: Row): string[] {
  const { kind, p, seed, shape, strides, dtype, inplace, earlierCalls } = maskCase;
  return [
    kind,
    String(p),
    seed,
    pythonTuple(shape),
    strides === undefined ? '' : pythonTuple(strides),
    dtype,
    inplace ? vscode.l10n.t('yes') : '',
    String(earlierCalls + 1),
  ];
}

function resultText(row: Row): string {
  if ('error' in row) return vscode.l10n.t('not compared: {0}', markdownText(row.error));
  return row.own === row.theirs ? vscode.l10n.t('identical') : vscode.l10n.t('different');
}
