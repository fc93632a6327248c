import type { Gpu } from '../../torch';
import { type Message, type Question, readLine } from './protocol';

/** PyTorch's answer to one case: a mask, or what it raised. */
export type Answer = { readonly mask: string } | { readonly error: string };

/** All that the script said, in the order of the question. */
export interface Answers {
  readonly python: string;
  /** `torch.__version__`. */
  readonly torch: string;
  readonly cpu: readonly Answer[];
  /** Undefined where PyTorch sees no GPU. */
  readonly cuda: GpuAnswers | undefined;
}

/** What was said about the GPU; it may have ended early, for the reason in `problem`. */
export interface GpuAnswers {
  readonly gpu: (Gpu & { readonly name: string }) | undefined;
  readonly answers: readonly Answer[];
  readonly problem: string | undefined;
}

/** How the script's process ended. */
export type Ending =
  | { readonly how: 'exited'; readonly status: string }
  | { readonly how: 'notFound' }
  | { readonly how: 'notStarted' | 'refused'; readonly reason: string }
  | { readonly how: 'cancelled' | 'timedOut' | 'tooMuchOutput' };

/** What came of a conversation. */
export type Outcome =
  | { readonly type: 'answers'; readonly answers: Answers }
  | {
      readonly type: 'noTorch';
      readonly python: string;
      /** Whether it is not there at all, rather than broken. */
      readonly missing: boolean;
      readonly error: string;
    }
  | { readonly type: 'failed'; readonly ending: Ending };

/** Listens to the script: takes its lines in one by one, and knows in the end what they amount to. */
export class Conversation {
  #torch: { python: string; version: string } | undefined;
  #noTorch: Extract<Outcome, { type: 'noTorch' }> | undefined;
  readonly #cpu: Answer[] = [];
  readonly #cuda: Answer[] = [];
  #gpu: GpuAnswers['gpu'];
  #gpuProblem: string | undefined;
  #done = false;

  constructor(private readonly question: Question) {}

  /** How many cases on the CPU were answered. */
  get answered(): number {
    return this.#cpu.length;
  }

  /** `torch.__version__`, once it is known. */
  get torch(): string | undefined {
    return this.#torch?.version;
  }

  /** Takes a line in. Says what is wrong if the script cannot have written it; nothing more is worth hearing then. */
  hear(line: string): string | undefined {
    const message = readLine(line);
    return typeof message === 'string' ? message : this.#take(message);
  }

  /** What it amounts to. What goes wrong after the CPU's last answer is a matter of the GPU alone. */
  outcome(ending: Ending): Outcome {
    if (ending.how === 'cancelled') return { type: 'failed', ending };
    if (this.#noTorch) return this.#noTorch;
    if (this.#torch === undefined || this.#cpu.length < this.question.cpu.length)
      return { type: 'failed', ending };
    const { python, version: torch } = this.#torch;
    const problem = this.#gpuProblem ?? (this.#done ? undefined : describe(ending));
    const hasGpu = this.#gpu !== undefined || problem !== undefined;
    const cuda = hasGpu ? { gpu: this.#gpu, answers: this.#cuda, problem } : undefined;
    return { type: 'answers', answers: { python, torch, cpu: this.#cpu, cuda } };
  }

  #take(message: Message): string | undefined {
    if (this.#done || this.#noTorch) return `nothing may follow the end: ${message.type}`;
    if (message.type === 'noTorch') {
      if (this.#torch) return 'there was a PyTorch before';
      const { python, missing, error } = message;
      this.#noTorch = { type: 'noTorch', python, missing, error };
      return undefined;
    }
    if (message.type === 'torch') {
      if (this.#torch) return 'it introduced itself twice';
      this.#torch = message;
      return undefined;
    }
    if (!this.#torch) return `it did not introduce itself before: ${message.type}`;
    if (message.type === 'mask' || message.type === 'refused') return this.#takeAnswer(message);
    if (this.#cpu.length < this.question.cpu.length) return `answers are missing before: ${message.type}`;
    if (message.type === 'gpu') this.#gpu = message;
    else if (message.type === 'noGpu') this.#gpuProblem = message.error;
    else this.#done = true;
    return undefined;
  }

  #takeAnswer(message: Extract<Message, { type: 'mask' | 'refused' }>): string | undefined {
    const { device, index } = message;
    if (device === 'cuda' && !this.#gpu) return 'it did not name the GPU before';
    const answers = device === 'cpu' ? this.#cpu : this.#cuda;
    const maskCase = this.question[device][index];
    if (maskCase === undefined || index !== answers.length) return `case ${index} is not the next one`;
    if (message.type === 'refused') {
      answers.push({ error: message.error });
      return undefined;
    }
    const numel = maskCase.shape.reduce((product, size) => product * size, 1);
    if (message.mask.length !== numel)
      return `the mask of case ${index} has ${message.mask.length} elements, not ${numel}`;
    answers.push({ mask: message.mask });
    return undefined;
  }
}

/** For the log and the details, not for translation. */
export function describe(ending: Ending): string {
  switch (ending.how) {
    case 'exited':
      return `the interpreter ended before its last answer (${ending.status})`;
    case 'notFound':
      return 'there is no such program';
    case 'notStarted':
      return `it does not start: ${ending.reason}`;
    case 'refused':
      return `its output is not the script’s: ${ending.reason}`;
    case 'cancelled':
      return 'cancelled';
    case 'timedOut':
      return 'it took too long';
    case 'tooMuchOutput':
      return 'it wrote too much';
  }
}
