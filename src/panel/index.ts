export { type PanelHost, PlaygroundPanel } from './playgroundPanel';
