/** `torch.random.fork_rng`: puts the default generator back where it was. */
export const forkRng = `
import torch
class _GeneratorContextManager:
    def __init__(self, enabled): self._enabled, self._state = enabled, None
    def __getattr__(self, name): return beyond(f'fork_rng.{name}')
    def __enter__(self): self._state = torch.get_rng_state() if self._enabled else None
    def __exit__(self, *error):
        if self._enabled: torch.set_rng_state(self._state)
def fork_rng(devices=None, enabled=True, _caller='fork_rng', _devices_kw='devices', device_type='cuda'):
    return _GeneratorContextManager(enabled)
`;
