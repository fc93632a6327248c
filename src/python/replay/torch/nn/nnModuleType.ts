import { nativeClass } from '../../object/native';
import { ownNames } from '../../../library/names';

/** `torch.nn.Module`. Its members are added by module.ts. */
export const nnModuleType = nativeClass('Module', {
  module: 'torch.nn.modules.module',
  known: ownNames('Module'),
});
