import type { Problem, ToldProblem } from '../protocol/reading';
import { fixTitle, messageText, relatedText, shortProblem } from '../wording';

/** A problem with what is said of it. */
export function toldProblem(problem: Problem): ToldProblem {
  return {
    ...problem,
    text: messageText(problem.message),
    short: shortProblem(problem),
    fixes: problem.fixes.map((fix) => ({ ...fix, title: fixTitle(fix) })),
    related: problem.related.map((one) => ({ ...one, text: relatedText(one.code) })),
  };
}
