import type { ModuleSource } from './modules';
import { torchLibrary } from './torch';

/** What `import` finds. A library of a program of its own comes before the standard ones. */
export const libraries: readonly ModuleSource[] = [torchLibrary];
