import { parseCell } from '../../cell';
import type { Program } from './ast';
import { StatementLowering } from './lowerStatements';
import { layoutVerdict } from './layout';

/** Reads a cell. Never throws: what cannot be read makes the verdict. */
export function readCell(text: string, index: number, options: { readonly notebook: boolean }): Program {
  const cell = parseCell(text, index, options);
  const layout = layoutVerdict(cell);
  if (layout === 'broken' || layout === 'torn')
    return { body: [], verdict: layout === 'torn' ? 'unsure' : 'broken' };
  const lowering = new StatementLowering(cell);
  const body = lowering.block(cell.tree.topNode);
  const verdict = lowering.finalVerdict;
  if (verdict === 'broken') return { body: [], verdict };
  return { body, verdict: layout === 'unsure' ? 'unsure' : verdict };
}
