import type { SignatureParameter } from './bindArguments';

const STARS: Readonly<Record<string, string>> = { star: '*', doubleStar: '**' };

/**
 * What Python writes for the parameters of a function that has no annotations: `(x, p=0.5, *, seed=None)`.
 *
 * @param defaultOf the text of a parameter's default; undefined where it has none
 */
export function signatureText(
  parameters: readonly SignatureParameter[],
  defaultOf: (name: string) => string | undefined,
): string {
  const parts: string[] = [];
  let before: SignatureParameter['kind'] = 'normal';
  for (const { name, kind } of parameters) {
    if (before === 'positionalOnly' && kind !== before) parts.push('/');
    if (kind === 'keywordOnly' && before !== kind && before !== 'star') parts.push('*');
    const text = defaultOf(name);
    parts.push(`${STARS[kind] ?? ''}${name}${text === undefined ? '' : `=${text}`}`);
    before = kind;
  }
  if (before === 'positionalOnly') parts.push('/');
  return `(${parts.join(', ')})`;
}
