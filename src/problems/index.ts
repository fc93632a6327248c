export { ignoreEdits } from './ignoreComment';
export { fixTitle, messageText, relatedText, translate } from './texts';
