import type { Finding } from '../dropout/finding';
import type { LooseProblem, Rule, RuleCode, RuleSubject } from '../dropout/problem';
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
  'always-on': ofEach(alwaysOn),
  'new-layer-in-forward': ofEach(newLayerInForward),
  'unguarded-attention': ofEach(unguardedAttention),
  'discarded-result': discardedResult,
  'flag-as-p': ofEach(flagAsP),
  'p-out-of-range': ofEach(pOutOfRange),
  'single-layer-rnn': ofEach(singleLayerRnn),
  'hidden-from-modules': hiddenFromModules,
  'unused-layer': ofEach(unusedLayer),
  'keep-probability': ofEach(keepProbability),
};

/** All that is looked for. To add a rule is to add its code, its file here, and its page in docs/rules. */
export const RULES: readonly Rule[] = Object.values(BY_CODE);

/** A rule that says one thing of a call at most. Of thousands of calls it mostly says nothing. */
function ofEach(rule: (site: Finding, subject: RuleSubject) => LooseProblem | undefined): Rule {
  return (subject) => {
    const problems: LooseProblem[] = [];
    for (const site of subject.sites) {
      subject.resolver.refillBudget();
      const problem = rule(site, subject);
      if (problem !== undefined) problems.push(problem);
    }
    return problems;
  };
}
