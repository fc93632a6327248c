import type { ModuleSource } from './modules';
import { standardLibrary } from './modules/standard';
import { numpyLibrary } from './numpy';
import { torchLibrary } from './torch';

/** What `import` finds. */
export const libraries: readonly ModuleSource[] = [torchLibrary, numpyLibrary, standardLibrary];
