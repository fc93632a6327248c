import { makeModule } from '../../modules/make';
import { memberOfClass } from '../../protocol/replaced';
import { bool, FALSE } from '../../object/values';
import { torchFunction } from '../torchCall';
import { stateOf } from '../state';
import { namedModules, namedTensors, needModule, newState, ownParameters, stateOfModule } from './moduleTree';

/** Of `torch.nn.modules.transformer` what goes below Python; the rest stands in ../../../library/transformer.ts. */
export const transformerModule = makeModule('torch.nn.modules.transformer', {
  // Out of training and without gradients PyTorch may compute a layer at once, and call nothing of what is within.
  _at_once: torchFunction('_at_once', 'module', (call) => {
    const self = needModule(call.interpreter, call.need('module'));
    const modules = [...namedModules(self)].map(([, module]) => module);
    const isTraining = modules.some((module) => module.attributes.get('training') !== FALSE);
    const isWanted = namedTensors(self, ownParameters).some(([, { object }]) => object.requiresGrad);
    if (isTraining || (stateOf(call.interpreter).gradEnabled && isWanted)) return FALSE;
    for (const module of modules) {
      const { hooks, preHooks } = stateOfModule(module) ?? newState();
      const forward = memberOfClass(call.interpreter, module.type, 'forward');
      const isReaders = forward?.kind === 'function' && forward.code.cell >= 0;
      if (module !== self && (isReaders || hooks.size + preHooks.size > 0))
        return call.giveUp(`what is within ${self.type.name}`);
    }
    return bool(true);
  }),
});
