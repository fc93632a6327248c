import { moduleNames, publicNames } from '../../library/names';
import { makeModule } from '../modules/make';

/* What `torch.utils.data` has is written in Python. */

const dataModule = makeModule('torch.utils.data', {}, publicNames(moduleNames('torch.utils.data')));
/** `torch.utils`. */
export const utilsModule = makeModule('torch.utils', { data: dataModule });

/** With those within it. */
export const dataModules = [utilsModule, dataModule];
