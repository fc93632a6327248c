export * from './dropout';
export * from './errors';
export * from './generator';
export * from './layers';
export * from './pythonNumber';
export * from './repr';
export * from './shortFloat32';
export * from './tensor';
