export * from './cases';
export * from './conversation';
export * from './ownMask';
export * from './protocol';
export * from './pythonCode';
export * from './verdict';
