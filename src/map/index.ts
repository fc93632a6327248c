export type { Row } from './rows';
export { WorkspaceMap } from './workspaceMap';
