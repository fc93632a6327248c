export { type GeneratorChoice, Verifier } from './verifier';
