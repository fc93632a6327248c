/*
 * The program of the worker that says and draws what the editor shows of a call. It reads nothing, so that it answers while
 * a long file is read. It knows no vscode, and is asked over one port.
 */
import { converse, PREVIEW_QUESTIONS, type PreviewQuestions } from '../protocol/reading';
import { previews } from '../previews';
import { translate } from '../wording';
import { begin, report } from './begin';
import { checked } from './checked';

begin(({ port, texts }) => {
  translate(texts);
  converse<object, PreviewQuestions>(port, checked(PREVIEW_QUESTIONS, previews), report);
});
