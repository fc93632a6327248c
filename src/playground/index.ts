export * from './hostConversation';
export * from './layout';
export * from './protocol';
export * from './session';
export * from './state';
export * from './store';
export * from './transcript';
