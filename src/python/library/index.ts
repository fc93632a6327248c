/*
 * What of Python's standard library replay runs as it runs the reader's code: modules written in Python, as CPython's own
 * are. `unknown(what)`, `beyond(what)`, `doubtful(value, what)` and `differing(value, older)` are native, see
 * replay/modules/frozenHelpers.ts; so are names that a native module of the same name has.
 */
import { argparse } from './argparse';
import { bisect } from './bisect';
import { collections } from './collections';
import { contextlib } from './contextlib';
import { distributions } from './distributions';
import { dataclasses } from './dataclasses';
import { enumeration } from './enum';
import { functools } from './functools';
import { heapq } from './heapq';
import { io } from './io';
import { itertools } from './itertools';
import { json } from './json';
import { lrScheduler } from './lrScheduler';
import { math } from './math';
import { nnUtils } from './nnUtils';
import { operator } from './operator';
import { pprint } from './pprint';
import { statistics } from './statistics';
import { string } from './string';
import { tqdm } from './tqdm';
import { types } from './types';
import { warnings } from './warnings';

/** The sources by the names of the modules. */
export const library: ReadonlyMap<string, string> = new Map(
  Object.entries({
    argparse,
    bisect,
    collections,
    contextlib,
    dataclasses,
    enum: enumeration,
    functools,
    heapq,
    io,
    itertools,
    json,
    math,
    operator,
    pprint,
    statistics,
    string,
    types,
    warnings,
    'torch.optim.lr_scheduler': lrScheduler,
    ...distributions,
    ...nnUtils,
    ...tqdm,
  }),
);
