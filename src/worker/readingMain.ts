/*
 * The workers' program: puts python/ to work, in a thread of Node or in a browser's worker. It knows no vscode. Each worker
 * has one role, and one port over which it is asked.
 */
import {
  converse,
  type FilesHost,
  MAPPER_QUESTIONS,
  type MapperHost,
  type MapperQuestions,
  type Port,
  READER_QUESTIONS,
  type ReaderHost,
  type ReaderQuestions,
  REPLAYER_QUESTIONS,
  type ReplayerQuestions,
} from '../protocol/reading';
import { checked } from './checked';
import { Mapper } from './mapper';
import { Reader } from './reader';
import { Replayer } from './replayer';

/** What a worker is told first. */
export interface Post {
  readonly role: 'reader' | 'replayer' | 'mapper';
  readonly port: Port;
}

type Conversation = ReturnType<typeof converse<ReaderHost, ReaderQuestions>>;

function serve({ role, port }: Post): void {
  if (role === 'replayer') {
    converse<object, ReplayerQuestions>(port, checked(REPLAYER_QUESTIONS, new Replayer()), report);
    return;
  }
  if (role === 'mapper') {
    serveMap(port);
    return;
  }
  const reader: Reader = new Reader({
    ...filesOf(() => host),
    begins: (key) => void host.begins.asEvent(key),
    filesRead: () => void host.filesRead.asEvent(),
  });
  const own = checked<ReaderQuestions>(READER_QUESTIONS, reader);
  const host: Conversation = converse<ReaderHost, ReaderQuestions>(port, own, report);
}

function serveMap(port: Port): void {
  const mapper: Mapper = new Mapper({
    ...filesOf(() => host),
    textsOf: (uris) => host.textsOf(uris),
    begins: (key) => void host.begins.asEvent(key),
    found: (files, progress) => void host.found.asEvent(files, progress),
    complains: (uri, reason) => void host.complains.asEvent(uri, reason),
  });
  const own = checked<MapperQuestions>(MAPPER_QUESTIONS, mapper);
  const host: ReturnType<typeof converse<MapperHost, MapperQuestions>> = converse<
    MapperHost,
    MapperQuestions
  >(port, own, report);
}

/** Asks the host for files. It is there by the time that somebody asks, but not when this is made. */
function filesOf(host: () => FilesHost): FilesHost {
  return {
    listFiles: (root) => host().listFiles(root),
    readFiles: (uris) => host().readFiles(uris),
    foldersAt: (uris) => host().foldersAt(uris),
    environmentsOf: (root) => host().environmentsOf(root),
  };
}

/** What goes wrong here is a fault of ours: it goes to the host's console, and the question fails. */
function report(error: Error): void {
  console.error(error);
}

if ('importScripts' in globalThis) onmessage = ({ data }) => serve(data as Post);
else
  // A browser knows none of what that imports.
  void import('../threads')
    .then(({ firstMessage }) => firstMessage())
    .then((message) => serve(message as Post));
