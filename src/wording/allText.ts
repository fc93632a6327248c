import * as l10n from '@vscode/l10n';

const WITHIN: Readonly<Record<string, () => string>> = {
  attention: () => l10n.t('drops all attention weights'),
  transformer: () => l10n.t('drops everything in its sublayers'),
  recurrent: () => l10n.t('drops everything between its layers'),
};

/** What a call does whose p is 1. @param within of what the dropout is a part, where it is not all that the call does */
export function allText(within: string | undefined): string {
  return WITHIN[within ?? '']?.() ?? l10n.t('drops everything');
}
