export { type PanelHost, PlaygroundPanel, VIEW_TYPE } from './playgroundPanel';
