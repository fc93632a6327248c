import { itAgreesWith } from './goldenPrograms';

describe('programs as Python runs them', () => itAgreesWith('replay.json', 'Python', 0.92));
