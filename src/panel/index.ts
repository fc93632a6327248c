export type { PanelHost } from './connectedWebview';
export { PlaygroundPanel } from './playgroundPanel';
export { resolvePlaygroundView } from './playgroundView';
export { savePage } from './savePage';
export { receiveOpenRequest } from '../protocol/toHost';
