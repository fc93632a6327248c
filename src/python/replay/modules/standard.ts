import { genericType, protocolType } from '../object/types';
import type { ModuleValue } from '../object/values';
import type { ModuleSource } from '.';
import { displayFunction } from '../builtins/display';
import { copyModule } from './copying';
import { collectionsModule, namedTupleBase } from './collections';
import { dataclassesModule } from './dataclasses';
import { makeModule } from './make';
import { mathModule } from './math';
import { randomModule } from './random';
import { sysModule } from './sys';

/** The modules of the standard library, and of IPython, that replay knows; the others stand in library/effects.ts. */
export const standardLibrary: ModuleSource = {
  modules: new Map<string, ModuleValue>(
    [
      collectionsModule,
      copyModule,
      dataclassesModule,
      makeModule('IPython.display', { display: displayFunction }),
      mathModule,
      randomModule,
      sysModule,
      makeModule('typing', { Generic: genericType, Protocol: protocolType, NamedTuple: namedTupleBase }),
    ].map((module) => [module.name, module]),
  ),
};
