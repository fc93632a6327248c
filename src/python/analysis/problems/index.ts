import type { Rule, RuleCode } from '../dropout/problem';
import { alwaysOn } from './alwaysOn';
import { discardedResult } from './discardedResult';
import { flagAsP } from './flagAsP';
import { hiddenFromModules } from './hiddenFromModules';
import { keepProbability } from './keepProbability';
import { newLayerInForward } from './newLayerInForward';
import { pOutOfRange } from './pOutOfRange';
import { singleLayerRnn } from './singleLayerRnn';
import { unguardedAttention } from './unguardedAttention';
import { unusedLayer } from './unusedLayer';

const BY_CODE: Readonly<Record<RuleCode, Rule>> = {
  'always-on': alwaysOn,
  'new-layer-in-forward': newLayerInForward,
  'unguarded-attention': unguardedAttention,
  'discarded-result': discardedResult,
  'flag-as-p': flagAsP,
  'p-out-of-range': pOutOfRange,
  'single-layer-rnn': singleLayerRnn,
  'hidden-from-modules': hiddenFromModules,
  'unused-layer': unusedLayer,
  'keep-probability': keepProbability,
};

/** All that is looked for. To add a rule is to add its code, its file here, and its page in docs/rules. */
export const RULES: readonly Rule[] = Object.values(BY_CODE);
