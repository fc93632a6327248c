export { CodeLink } from './codeLink';
export { revealPlace } from './reveal';
