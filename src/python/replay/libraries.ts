import type { ModuleSource } from './modules';
import { standardLibrary } from './modules/standard';
import { torchLibrary } from './torch';

/** What `import` finds. */
export const libraries: readonly ModuleSource[] = [torchLibrary, standardLibrary];
