export { CodeLink } from './codeLink';
