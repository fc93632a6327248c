export { DrawnSession } from './drawnSession';
export { HostConversation, type CursorSource, type LinkSource } from './hostConversation';
export { PageConversation, type ShownSession } from './pageConversation';
export { type AskedPart, NUMBERS_BLOCK, type Part } from './sessionParts';
export * from './messages';
export type { Scene } from './receivedSession';
export * from './storedForm';
export * from './storedSession';
