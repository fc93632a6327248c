export { allText } from './allText';
export { ignoreEdits } from './ignoreComment';
export { codeBlock, codeSpan, commandLink, markdownText, svgImage } from './markdown';
export { isOthersCell, placeText } from './placeText';
export { fixTitle, messageText, relatedText, shortProblem, translate } from './problemTexts';
export { openText, unknownReason, unknownText } from './unknownTexts';
export { shortVerdict, verdictSentence } from './verdictText';
