import { type PythonNumber, reprNumber } from '../../torch';
import {
  LEARNING_RATE,
  MEASURED_EVERY,
  NEW_POINTS,
  PASSES,
  PLACES,
  REACH,
  STEPS,
  type TrainingSettings,
} from './settings';

const float = (value: number): string => reprNumber({ type: 'float', value });

/** A Python script that trains the two networks with PyTorch: its curves are those that the playground shows. */
export function trainingScript(settings: TrainingSettings, p: PythonNumber): string {
  const { points, noise, width, dataSeed, seed } = settings;
  return `import torch
from torch import nn

torch.manual_seed(${dataSeed})  # the noise of the data
x = torch.linspace(-${REACH}, ${REACH}, ${points}).unsqueeze(1)
y = torch.sin(1.5 * x) + ${float(noise)} * torch.randn(${points}, 1)
x_new = torch.linspace(-${REACH}, ${REACH}, ${NEW_POINTS}).unsqueeze(1)
y_new = torch.sin(1.5 * x_new) + ${float(noise)} * torch.randn(${NEW_POINTS}, 1)
places = torch.linspace(-${REACH}, ${REACH}, ${PLACES}).unsqueeze(1)
loss = nn.MSELoss()


def train(p):
    torch.manual_seed(${seed})  # the weights, then the masks
    net = nn.Sequential(
        nn.Linear(1, ${width}), nn.Tanh(), nn.Dropout(p),
        nn.Linear(${width}, ${width}), nn.Tanh(), nn.Dropout(p),
        nn.Linear(${width}, 1),
    )
    optimizer = torch.optim.Adam(net.parameters(), lr=${float(LEARNING_RATE)})
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, ${STEPS})
    losses = []
    for step in range(${STEPS + 1}):
        if step > 0:
            net.train()
            optimizer.zero_grad()
            loss(net(x), y).backward()
            optimizer.step()
            scheduler.step()
        if step % ${MEASURED_EVERY} == 0:
            net.eval()
            with torch.no_grad():
                losses.append((loss(net(x), y).item(), loss(net(x_new), y_new).item()))
    with torch.no_grad():
        net.eval()
        curve = net(places).squeeze(1)
        net.train()  # Monte Carlo dropout
        passes = torch.stack([net(places).squeeze(1) for _ in range(${PASSES})])
    return losses, curve, passes


# With dropout the losses are those of the playground to 0.001 %. Without, the last digits of a sum grow to what is just
# seen in a plot: they differ from processor to processor in PyTorch itself.
results = {p: train(p) for p in (0.0, ${reprNumber(p)})}
for p, (losses, curve, passes) in results.items():
    print(f"p = {p}: training loss {losses[-1][0]:.2f}, validation loss {losses[-1][1]:.2f}")
`;
}
