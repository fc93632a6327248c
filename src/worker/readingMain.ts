/*
 * The program of the workers that read: it puts python/analysis/ to work, and knows nothing of replay, which takes as long to
 * load. It knows no vscode. Each worker has one role, and one port over which it is asked.
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
} from '../protocol/reading';
import { translate } from '../wording';
import { begin, report } from './begin';
import { checked } from './checked';
import { Mapper } from './mapper';
import { Reader } from './reader';

type Conversation = ReturnType<typeof converse<ReaderHost, ReaderQuestions>>;

begin(({ role, port, texts }) => {
  translate(texts);
  if (role === 'mapper') serveMap(port);
  else serveReader(port);
});

function serveReader(port: Port): void {
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
