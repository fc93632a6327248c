/*
 * The program of the workers that replay: it puts python/replay/ to work. It knows no vscode, and is asked over one port.
 */
import { converse, REPLAYER_QUESTIONS, type ReplayerQuestions } from '../protocol/reading';
import { begin, report } from './begin';
import { checked } from './checked';
import { Replayer } from './replayer';

begin(({ port }) =>
  converse<object, ReplayerQuestions>(port, checked(REPLAYER_QUESTIONS, new Replayer()), report),
);
