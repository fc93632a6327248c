// The part of VS Code that previews are written in, so that all of them can be asked without an editor. To be imported
// before anything that imports `vscode`.
import Module from 'node:module';
import * as l10n from '@vscode/l10n';

class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
  ) {}
  contains(): boolean {
    return true;
  }
}

class CodeLens {
  command: unknown;
  constructor(readonly range: Range) {}
}

class InlayHint {
  tooltip = '';
  constructor(
    readonly position: Position,
    readonly label: string,
  ) {}
}

class MarkdownString {
  value = '';
  appendMarkdown(text: string): void {
    this.value += text;
  }
  appendCodeblock(text: string, language: string): void {
    this.value += `\n\`\`\`${language}\n${text}\n\`\`\`\n`;
  }
}

class Hover {
  constructor(readonly contents: MarkdownString) {}
}

class EventEmitter {
  readonly event = (): void => undefined;
  readonly fire = (): void => undefined;
}

const standIn = {
  ...{ Position, Range, CodeLens, InlayHint, MarkdownString, Hover, EventEmitter },
  l10n,
  TextEdit: { insert: () => undefined },
  Uri: { parse: (text: string) => new URL(text) },
  ColorThemeKind: { Light: 1, Dark: 2, HighContrast: 3, HighContrastLight: 4 },
  window: { activeColorTheme: { kind: 2 } },
  workspace: { notebookDocuments: [] },
};

const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
const load = loader._load;
loader._load = (request, ...rest) => (request === 'vscode' ? standIn : load(request, ...rest));
