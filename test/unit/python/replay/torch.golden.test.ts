import { itAgreesWith } from './goldenPrograms';

describe('programs with PyTorch', () => itAgreesWith('torchReplay.json', 'PyTorch', 0.88));
