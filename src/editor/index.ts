export { DropoutCodeLensProvider } from './codeLens';
export { DropoutDocuments } from './documents';
export { DropoutHoverProvider } from './hover';
