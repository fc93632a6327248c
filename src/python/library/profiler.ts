/** What profiles code: it runs as it does without, and what was measured is not known. */
const source = `
class _Around:
    def __init__(self, *args, **options):
        for one in options.values():
            if callable(one): beyond('this option of a profiler')
    def __enter__(self): return self
    def __exit__(self, *error): pass
    def __getattr__(self, name): return unknown(f'profile.{name}') if name in ('key_averages', 'events', 'profiler', 'step', 'total_average') else beyond(f'profile.{name}')
class record_function(_Around):
    def __init__(self, name, args=None): self.name = name
    def __getattr__(self, name): return beyond(f'record_function.{name}')
class profile(_Around): pass
`;

/** `torch.profiler`, and what of it is older. */
export const profiler = {
  'torch.profiler': `${source}
class ProfilerActivity:
    CPU, CUDA = [unknown('a ProfilerActivity') for _ in range(2)]
`,
  'torch.autograd.profiler': source,
};
