import assert from 'node:assert/strict';
import { replay, trace } from '../../../golden/traces';

/** What a notebook shows, `?` before what is not exact. */
function shown(...cells: string[]): string[] {
  return replay(cells).map(({ text, exact }) => (exact ? text : `? ${text}`));
}

const OLD = 'import torch\nold = torch.__version__ < "2"\n';

it('takes for granted that there is no GPU, and says where that was first asked', () => {
  const cells = [
    'import torch\ndevice = "cuda" if torch.cuda.is_available() else "cpu"\nprint(device)',
    'x = torch.ones(2, device=device)\nprint(x)\nprint(torch.cuda.device_count(), torch.accelerator.is_available())',
  ];
  assert.deepEqual(shown(...cells), ['cpu', 'tensor([1., 1.])', '0 False']);
  assert.deepEqual(
    trace(cells).assumptions.map(({ code, cell, line }) => [code, cell, line]),
    [['assumesNoGpu', 0, 1]],
  );
});

it('takes for granted that numbers drawn without a seed are in range, but where an error is caught', () => {
  const draws = 'import random\ni = random.randint(0, 1)\n';
  const divides = `${draws}x = 1 / (i + 1)\nprint([1, 2][i])\nprint('more')`;
  assert.deepEqual(shown(divides).at(-1), 'more');
  assert.deepEqual(
    trace([divides]).assumptions.map(({ code, line }) => [code, line]),
    [['assumesNoError', 2]],
  );
  const caught = `${draws}try:\n    x = [1, 2][i]\nexcept IndexError:\n    pass\nprint('more')`;
  assert.deepEqual(shown(caught).at(-1), '? more');
  assert.deepEqual(trace([caught]).assumptions, []);
});

describe('a loop that is too long', () => {
  const budget = { work: 2_000_000 };
  const training = [
    'import torch\nfrom torch import nn\ntorch.manual_seed(0)\nnet = nn.Sequential(nn.Linear(2, 3), nn.Dropout(0.5), nn.Linear(3, 1))',
    'kept = [1]\nlosses = []\nseen = held = [2]\noptimizer = torch.optim.Adam(net.parameters())\nx = torch.ones(4, 2)',
  ];
  const cases: readonly (readonly [about: string, loop: string, after: string, shown: readonly string[]])[] =
    [
      [
        'leaves what it does not change as it was',
        'for epoch in range(5000):\n    net.train()\n    optimizer.zero_grad()\n    net(x).mean().backward()\n    optimizer.step()\nprint("done")',
        'print(kept, net.training, net[1])\nnet.eval()\nprint(net(x).shape)\ntorch.manual_seed(0)\nprint(nn.Dropout(0.5)(torch.ones(4)))',
        [
          '? ?',
          'done',
          '[1] True Dropout(p=0.5, inplace=False)',
          'torch.Size([4, 1])',
          'tensor([0., 0., 2., 0.])',
        ],
      ],
      [
        'in a function, too, that gives something back',
        'def fit(net, epochs):\n    history = []\n    for epoch in range(epochs):\n        optimizer.zero_grad()\n        loss = net(x).mean()\n        loss.backward()\n        optimizer.step()\n        history.append(loss.item())\n    return history\nhistory = fit(net, 5000)',
        'print(len(history) > 0)\nprint(kept)',
        ['? ?', '? True', '[1]'],
      ],
      [
        'leaves in doubt what it changes, under whatever name',
        'for epoch in range(100000):\n    losses.append(epoch)\n    if epoch > 90000:\n        seen = kept\n    seen.append(epoch)',
        'print(epoch)\nprint(len(losses) > 3)\nprint(held == kept)\nprint(x.shape)',
        ['? ?', '? 4', '? True', '? False', '? torch.Size([4, 2])'],
      ],
      [
        'and what it draws, until that is seeded',
        'for epoch in range(100000):\n    torch.rand(1)',
        'print(torch.rand(1).shape)\nprint(torch.rand(1) == 0.5)\ntorch.manual_seed(0)\nprint(torch.rand(1))',
        ['? ?', 'torch.Size([1])', '? tensor([False])', 'tensor([0.4963])'],
      ],
      [
        'leaves all in doubt where it may go on for ever, and the rest is run all the same',
        'while True:\n    losses[:] = [len(losses)]',
        'torch.manual_seed(0)\nprint(kept)\nprint(nn.Dropout(0.5)(torch.ones(4)))',
        ['? ?', '? [1]', '? tensor([0., 0., 2., 0.])'],
      ],
      [
        'takes its share where all is in doubt: what ends it may be what nobody knows',
        'with open("lines") as file:\n    while True:\n        if file.readline() == "":\n            break\n        losses.append(1)',
        'print(kept)\n',
        ['? ?', '? [1]'],
      ],
    ];
  for (const [about, loop, after, expected] of cases)
    it(about, () => {
      const { values } = trace([...training, loop, after], { budget });
      const found = values.map(({ text, exact }) => (exact ? text : `? ${text}`));
      // How far it came depends on what replay costs.
      const told = (text: string): string => (text.startsWith('? ') ? text.replace(/\d+/g, '0') : text);
      assert.deepEqual(found.map(told), expected.map(told));
    });
});

describe('doubt', () => {
  const cases: readonly (readonly [about: string, cells: readonly string[], shown: readonly string[]])[] = [
    [
      'a foreign module leaves everything else alone',
      ['import numpy as np\nx = np.sin(3)\nprint(x)\nprint(1)'],
      ['? ?', '1'],
    ],
    [
      'what is logged or asserted leaves everything else alone',
      [
        'import logging, unittest, traceback\nlogging.basicConfig()\nlogging.getLogger("a").info("%d", 1)\nprint(1)',
        'logging.basicConfig(filename="log")\nprint(2)',
      ],
      ['1', '? ?', '? 2'],
    ],
    [
      'what was saved is loaded, and what was not may do anything',
      [
        'import torch\ntorch.save([1, torch.ones(1)], "a.pt")\nprint(torch.load("a.pt"))',
        'torch.load("b.pt")\nprint(1)',
      ],
      ['[1, tensor([1.])]', '? ?', '? 1'],
    ],
    [
      'a tensor of inference mode is as it was or not once a change was refused',
      [
        'import torch\nwith torch.inference_mode(): x = torch.ones(1)\nx.add_(1)',
        'print(x)\nprint(x.clone().shape)',
      ],
      ['? tensor([1.])', 'torch.Size([1])'],
    ],
    [
      'what an unknown base makes of the names that a class binds is unknown',
      [
        'from decimal import Decimal\nclass Mode(Decimal):\n  TRAIN = 1\nprint(Mode.TRAIN)\nMode.TRAIN.value\nprint(2)',
      ],
      ['? ?', '? ?', '? 2'],
    ],
    [
      'dropout refuses a training that is merely true, and a p that is no number',
      [
        'import torch.nn.functional as F, torch\nF.dropout(torch.ones(2), training=1)\nprint(1)',
        'F.dropout(torch.ones(2), None)\nprint(2)',
        'torch.nn.Dropout().train(1)\nprint(3)',
        'torch.nn.Dropout("a")\nprint(4)',
        'print(5)',
      ],
      ['5'],
    ],
    [
      'a module without forward raises, and so does a state_dict of another module',
      [
        'import torch.nn as nn\nclass M(nn.Module): pass\ntry: M()(1)\nexcept NotImplementedError as e: print(e)',
        'nn.Linear(1, 1).load_state_dict({})\nprint(2)',
        'd = nn.ModuleDict({"a": nn.ReLU(), "b": nn.ReLU()})\ndel d["a"]\nprint(list(d.keys()))',
        'print(nn.ReLU().state_dict().keys())',
        'from collections import OrderedDict\no = OrderedDict()\no.move_to_end(1)\nprint(3)',
      ],
      ['Module [M] is missing the required "forward" function', "['b']", 'odict_keys([])', '? ?', '? 3'],
    ],
    [
      'what a tensor counts is in doubt where its elements are',
      [
        'import torch\nkept = (torch.rand(4) > 2).sum()\nprint("#" * kept)\nprint([1, 2, 3][kept], [1, 2, 3][:kept], round(1.5, kept))',
        'for i in range(kept): print(i)',
      ],
      ['? ?', '? ? ? ?', '? ?'],
    ],
    [
      'and exact where they are',
      [
        'import torch\ntorch.manual_seed(0)\nkept = (torch.rand(4) > 0.5).sum()\nprint("#" * kept, [1, 2, 3][kept], list(range(kept)))',
      ],
      ['# 2 [0]'],
    ],
    [
      'functions and classes are no modules, whatever the package has within',
      ['import torch.nn.functional, os.path\nprint(1)', 'import torch.nn.Dropout\nprint(2)'],
      ['1', '? ?', '? 2'],
    ],
    [
      'errors name types as C does, and a sequence says what it takes',
      [
        'import torch\nfrom collections import OrderedDict\ndef t(f):\n  try: f()\n  except TypeError as e: print(e)',
        't(lambda: "loss: " + torch.tensor(1.))\nt(lambda: OrderedDict() + 1)\nt(lambda: torch.float32 * "a")',
      ],
      [
        'can only concatenate str (not "Tensor") to str',
        "unsupported operand type(s) for +: 'collections.OrderedDict' and 'int'",
        "can't multiply sequence by non-int of type 'torch.dtype'",
      ],
    ],
    [
      'an argument that is passed and not looked at leaves all in doubt',
      ['import torch\nprint(torch.exp(torch.zeros(2), axis=1))\nprint(1)'],
      ['? ?', '? 1'],
    ],
    [
      'and not one that is at rest',
      [
        'import torch\nfrom torch.utils.data import DataLoader\nx = torch.zeros(2, pin_memory=False).to("cpu", non_blocking=True)',
        'torch.nn.Linear(2, 2).to("cpu", torch.float64, non_blocking=True)\nprint(x.numpy(force=False), torch.nn.functional.softmax(x, 0, _stacklevel=3).shape)',
        'print(list(DataLoader([1, 2], batch_size=2, pin_memory=False, timeout=0, worker_init_fn=print, multiprocessing_context=None)))',
      ],
      ['[0. 0.] torch.Size([2])', '[tensor([1, 2])]'],
    ],
    [
      'what is unknown spreads through operations, f-strings and lists',
      ['import numpy as np\nx = np.sin(3)\ny = [1, x + 2]\nprint(f"{1}: {x}", y, len(y))'],
      ['? 1: ? [1, ?] 2'],
    ],
    [
      'an unknown import may do anything, and so may an unknown call',
      ['print(0)\nimport foo\nprint(1)', 'print(2)'],
      ['0', '? ?', '? 1', '? 2'],
    ],
    [
      'an unknown call puts everything in doubt, and may print',
      ['import secrets\na, b = [1], [2]\nprint(b)\nsecrets.SystemRandom().shuffle(a)\nprint(a)\nprint(b)'],
      ['[2]', '? ?', '? [1]', '? [2]'],
    ],
    [
      'a function handed to unknown code puts everything in doubt',
      [
        'import matplotlib.pyplot as plt\nn = 0\ndef f():\n  global n\n  n += 1\nplt.plot([n])\nprint(n)\nplt.plot(f)\nprint(n)',
      ],
      ['0', '? ?', '? 0'],
    ],
    [
      'what is harmless may raise in a try, and takes another way then',
      ['import numpy as np\nx = np.sin(3)\nprint(1)\ntry: y = np.sin(3)\nexcept ValueError: pass\nprint(2)'],
      ['1', '? ?', '? 2'],
    ],
    [
      'a package may be missing where a try says so, but not the standard library, numpy or PyTorch',
      [
        'try:\n  import torch, json, numpy\nexcept ImportError: pass\nprint(1)',
        'try:\n  import torchvision\nexcept ImportError: pass\nprint(2)',
      ],
      ['1', '? ?', '? 2'],
    ],
    [
      'functions of numpy read what they are handed, and write into what they are told to',
      [
        'import numpy as np\nx, y = np.ones(2), np.array([0.5, 1.0])\nz = np.arccos(y), np.linalg.inv(np.eye(2)), np.c_[x, y]\nprint(x)',
        'np.arccos(y, x)\nprint(x)',
      ],
      ['[1. 1.]', '? ?', '? [1. 1.]'],
    ],
    [
      'to make a data set of torchvision may print, to take something out of it may do anything',
      [
        'import torch\nfrom torchvision import datasets, transforms\nx = torch.ones(2)\ndata = datasets.MNIST("data", transform=transforms.ToTensor())',
        'loader = torch.utils.data.DataLoader(data, batch_size=4, shuffle=True)\nprint(x)',
        'item = data[0]\nprint(x)',
      ],
      ['? ?', 'tensor([1., 1.])', '? ?', '? tensor([1., 1.])'],
    ],
    [
      'a cell magic below the first line is none, so that the cell ends there',
      ['print(1)\n%%html\nprint(2)'],
      ['1', '? ?', '? 2'],
    ],
    [
      'a backslash goes on with a line of blanks, and no further',
      ['x = 1\\\n   \nprint(x)\ny = [2,\\\n\n3]\nprint(y)'],
      ['1', '[2, 3]'],
    ],
    [
      'arrays that do not fit raise',
      ['import numpy as np\nz = np.sin(3) + 1\nprint(1)\nz + np.sin(4)\nprint(2)'],
      ['1', '? ?', '? 2'],
    ],
    [
      'unions of classes are known',
      [
        'def f(p: float | None = None) -> int | str: return p\nprint(f(), isinstance(1, int | None), int | None)',
      ],
      ['None True int | None'],
    ],
    [
      'what the grammar takes for an error may be none',
      ['x = 1\nprint(x)', 'def f[T](y: T): return y', 'print(x)'],
      ['1', '? ?', '? 1'],
    ],
    [
      'magics that show something, and those that do anything',
      ['print(0)', '!ls\nprint(1)', 'print(2)', '%run other.py\nprint(3)', 'print(4)'],
      ['0', '? ?', '1', '2', '? ?', '? 3', '? 4'],
    ],
    ['a broken cell hurts only itself', ['x = 1', 'x = (2', 'print(x)'], ['1']],
    ['an exception ends its cell', ['x = 1\n1 / 0\nx = 2', 'x'], ['1']],
    [
      'a value in doubt stays illustrative',
      [`${OLD}print("cuda" if old else "cpu")\nprint(1)`],
      ['? cpu', '1'],
    ],
    [
      'a branch in doubt puts in doubt what it binds, or would have bound',
      [`${OLD}a = b = c = 1\nif old:\n  a = 2\nelse:\n  b = 2\nprint(a)\nprint(b)\nprint(c)`],
      ['? 1', '? 2', '1'],
    ],
    [
      'a branch in doubt that leaves puts everything in doubt',
      [`${OLD}for i in range(3):\n  if old:\n    break\nprint(1)`],
      ['? ?', '? 1'],
    ],
    [
      'a branch in doubt that yields puts everything in doubt',
      [
        `${OLD}def g():\n  if not old:\n    yield 1\n  yield 2\ni = g()\nprint(0)`,
        'print(next(i))\nprint([x for x in i])',
      ],
      ['0', '? 1', '? [2]'],
    ],
    [
      'what a generator yields as it cleans up is given, in doubt',
      ['def g():\n  try:\n    yield 1\n  finally:\n    yield 2\nprint(0)', 'print(list(g()))'],
      ['0', '? [1, 2]'],
    ],
    [
      'what a branch in doubt changes is in doubt',
      [`${OLD}a, b = [], []\nif not old:\n  a.append(1)\nprint(a)\nprint(b)`],
      ['? [1]', '[]'],
    ],
    [
      'what a branch that was not taken would have changed is in doubt',
      [`${OLD}a, b = [], []\nif old:\n  a[0] = 1\nprint(a)\nprint(b)`],
      ['? []', '[]'],
    ],
    [
      'an unknown condition makes unknown what its branches bind',
      ['import numpy as np\nx = y = 1\nif np.sin([1]).any():\n  x = 2\nprint(x)\nprint(y)'],
      ['? ?', '1'],
    ],
    [
      'a loop over something unknown makes unknown what it binds',
      ['import numpy as np\nn, m = 0, 0\nfor v in np.sin([1, 2]):\n  n += v\nprint(n)\nprint(m)'],
      ['? ?', '0'],
    ],
    [
      'a choice in doubt between objects puts everything in doubt',
      [`${OLD}a, b = [1], [2]\nx = a if old else b\nx.append(3)\nprint(a)`],
      ['? [1]'],
    ],
    [
      'an exception in doubt puts everything in doubt',
      [
        `${OLD}n = 1 if old else 0\ntry:\n  print(1 / n)\nexcept ZeroDivisionError:\n  print("zero")\nprint(2)`,
      ],
      ['? ?', '? zero', '? 2'],
    ],
    [
      'a name that a star may have bound is unknown',
      ['from foo import *\nprint(bar)\nprint(len([1]))'],
      ['? ?', '? ?', '? 1'],
    ],
    [
      'an assignment to a module puts everything in doubt',
      ['import torch\ntorch.nn.Dropout = 3\nprint(1)'],
      ['? 1'],
    ],
    [
      'addresses are not known',
      ['print(object)\nprint(lambda: 1)'],
      ["<class 'object'>", '? <function <lambda> at 0x7f0000000000>'],
    ],
    [
      'what Python draws unseeded is in doubt, and what it changes, but nothing else',
      [
        'import random\na, b = [1, 2], [3]\nrandom.shuffle(a)\nprint(a)\nprint(b, random.random() < 2)\nprint(b)',
      ],
      ['? [1, 2]', '? [3] True', '[3]'],
    ],
    [
      'the __dict__ of an object follows it, and the object has what is put into it; that it is emptied is in doubt',
      [
        'class C: pass\nc = C()\nc.p = 1\nd = c.__dict__\nprint(d)\nc.p = 2\nprint(c.p)\nprint(d)',
        "vars(c)['p'] = 3\nprint(c.p)",
        'vars(c).clear()\nprint(c)',
      ],
      ["{'p': 1}", '2', "{'p': 2}", '3', '? ?', '? <__main__.C object at 0x7f0000000000>'],
    ],
    [
      'a module that was copied by half shares its modules',
      [
        'import copy\nimport torch.nn as nn\na = nn.Sequential(nn.Dropout(0.1))\nb = copy.copy(a)\nprint(len(a))',
        'b.append(nn.ReLU())\nprint(len(a))',
      ],
      ['1', '? ?', '? 1'],
    ],
    [
      'what a known module lacks may be missing, even where it is known to be harmless',
      [
        'from typing import List\nimport time\nprint(1)\ntime.tim\nprint(2)',
        'from typing import Lost\nprint(3)',
      ],
      ['1', '? ?', '? 2', '? ?', '? 3'],
    ],
    [
      'an attribute of odd characters may be refused',
      ['class A:\n  def f(self): self.😀x = 3\nprint(1)'],
      ['? ?', '? 1'],
    ],
    ['a line that goes on behind the end is none', ['print(1) # \\', 'x = 1\\', '3'], ['1', '? ?', '? 3']],
    [
      'a module forgets what it has where it is initialised again',
      [
        'from torch import nn\nclass Net(nn.Module):\n  def __init__(self):\n    super().__init__()\n' +
          '    self.a = nn.ReLU()\n    super().__init__()\nNet(), hasattr(Net(), "a")',
      ],
      ['(Net(), False)'],
    ],
    ['a set of strings has no order', ['print({"a"})\nprint({"a", "b"} == {"b", "a"})'], ["{'a'}", 'True']],
    [
      'a pattern that hangs on what is in doubt leaves in doubt what is bound',
      [`${OLD}x = 1 if old else 2\nmatch x:\n  case 1: y = 3\n  case _: y = 4\nprint(y)`],
      ['? 4'],
    ],
    [
      'display shows as a last expression is shown',
      ['display(1, {2: "a"})\nprint(2)'],
      ['1', "{2: 'a'}", '2'],
    ],
    [
      'a magic runs where it stands, and what stands before it is not displayed',
      ['1\n%matplotlib inline', 'print(2)\n!ls\n3', '4\n%timeit f()', 'print(5)'],
      ['2', '? ?', '3', '? ?', '? 5'],
    ],
    [
      'outputs are kept as IPython keeps them, until a name of theirs is taken or a magic may give one',
      ['1 + 1', '_ * 10', '__, _2', 'Out[1]', '%time 5', '_', '7', '_', 'for _ in range(2): pass\n8', '_'],
      ['2', '20', '(2, 20)', '2', '? ?', '? ?', '7', '7', '8', '1'],
    ],
    [
      'an output that a cell run again would have may be there',
      ['try:\n  _7\nexcept NameError:\n  print(1)\nprint(2)'],
      ['? ?', '? 2'],
    ],
    ...(
      [
        ['h.mul_(2)', 'h.sum().backward()'],
        ['torch.nn.Dropout(0.5, inplace=True)(h)', 'h.sum().backward()'],
        ['a, b = (w * 1).chunk(2)', 'a.add_(1)'],
        ['h.exp_()', 'torch.autograd.grad(h.sum(), w)'],
      ] as const
    ).map(
      ([before, tried]) =>
        [
          `what PyTorch may refuse lets a handler run: ${tried} after ${before}`,
          [
            `import torch\nw = torch.ones(4, requires_grad=True)\nh = torch.tan(w)\n${before};`,
            `try:\n  ${tried}\nexcept RuntimeError:\n  print("refused")`,
          ],
          ['? ?'],
        ] as const,
    ),
    ['a last expression may be silenced', ['1;', '2', 'None', 'print(3);'], ['2', '3']],
    [
      'a cell nested more deeply than Python takes may not run at all',
      [`x = ${'('.repeat(300)}1${')'.repeat(300)}\nprint(1)`, 'print(2)'],
      ['? ?', '? 2'],
    ],
    ['what costs too much ends the replay', ['sum(1 for _ in iter(int, 1))\nprint(1)', '2'], ['? ?', '? ?']],
    [
      'an option of an optimizer in doubt leaves in doubt what it steps, and nothing else',
      [
        'import argparse, torch\nparser = argparse.ArgumentParser()\nparser.add_argument("--lr", type=float, default=0.5)\nargs = parser.parse_args()',
        'w = torch.ones(2, requires_grad=True)\noptimizer = torch.optim.SGD([w], lr=args.lr)\nw.sum().backward()\noptimizer.step()',
        'print(w.data)\nprint(w.grad, len(optimizer.param_groups))',
      ],
      ['? tensor([0.5000, 0.5000])', 'tensor([1., 1.]) 1'],
    ],
    [
      'what an optimizer keeps of numbers in doubt stays in doubt, though they are overwritten',
      [
        'import torch\nw = torch.ones(1, requires_grad=True)\noptimizer = torch.optim.SGD([w], lr=0.1, momentum=0.9)',
        '(0 * torch.rand(1) + w).sum().backward()\noptimizer.step()\nw.data.fill_(1.)\nw.grad = None\nw.sum().backward()\noptimizer.step()\nprint(w.data)',
      ],
      ['? tensor([0.8100])'],
    ],
    [
      'what is put into a dictionary and is in doubt leaves the rest of it as it is',
      [
        'import time\nrecord = dict(loss=0.5, start=time.time())\nrecord.setdefault("end", time.time());',
        'print(len(record), record["loss"])\nprint(record["end"] == 1)',
      ],
      ['3 0.5', '? False'],
    ],
  ];
  for (const [about, cells, expected] of cases) {
    it(about, () => {
      assert.deepEqual(shown(...cells), expected);
    });
  }

  it('says why, and where', () => {
    const [value] = replay(['x = 1', 'import numpy as np\n\ny = np.sin(3)\nprint(y)']);
    assert.equal(value?.reason, 'line 3: numpy.sin is not understood');
    assert.deepEqual(trace(['x = 1\nimport foo\nprint(1)']).doubts.at(-1), {
      code: 'unknownModule',
      args: ['foo'],
      cell: 0,
      line: 1,
    });
  });

  it('names every cell that it did not reach and in which something is called', () => {
    const cells = ['x = 2', 'def f(): print(3)', 'with open("x"):\n  print(x)', 'if x:\n  f()', 'x', '%ls'];
    const { values } = trace(['sum(1 for _ in iter(int, 1))', ...cells], { budget: { work: 50_000 } });
    assert.deepEqual(
      values.map(({ cell, text }) => `${cell} ${text}`),
      ['0 ?', '3 ?', '4 ?', '5 ?', '6 ?'],
    );
  });

  it('is left to the clock where nothing else ends it', () => {
    const budget = { steps: Infinity, work: Infinity, milliseconds: 50 };
    const { doubts } = trace(['while True: pass', 'print(1)'], { budget });
    assert.deepEqual(
      doubts.map((doubt) => doubt?.code),
      ['tooLarge', 'tooLarge'],
    );
  });

  it('tells whether it was the clock that ended something, and not the amount of work', () => {
    const endless = 'while True: pass';
    const long = 'for i in range(10 ** 9): pass\nprint(1)';
    const unbound = { steps: Infinity, work: Infinity };
    const cases = [
      ['nothing', 'print(1)', {}, false],
      ['nothing of what took its time', 'for i in range(1000): pass', { milliseconds: 1e6 }, false],
      ['the work of an endless loop', endless, { work: 50_000 }, false],
      ['the steps of a loop', long, { steps: 5000 }, false],
      ['the time of an endless loop', endless, { ...unbound, milliseconds: 50 }, true],
      ['the time of a loop', long, { ...unbound, milliseconds: 50 }, true],
    ] as const;
    for (const [what, code, budget, expected] of cases)
      assert.equal(trace([code, 'print(2)'], { budget }).isLate, expected, what);
  });

  it('is about scripts, too', () => {
    assert.deepEqual(
      replay(['print(1)\n2\n1 / 0\nprint(3)'], { notebook: false }).map(({ text }) => text),
      ['1'],
    );
  });

  it('says of what a script displays that it does so cell by cell only', () => {
    const text = '# %% first\n1\nprint(2)\n3\n#%%\n4;\n# %%\nx = 5\nx\n';
    assert.deepEqual(
      replay([text], { notebook: false }).map(({ line, exact, reason }) => [line, exact, reason]),
      [
        [2, true, undefined],
        [3, false, 'shown only where the file is run cell by cell'],
        [8, false, 'shown only where the file is run cell by cell'],
      ],
    );
    assert.deepEqual(replay(['1\n2'], { notebook: false }), []);
  });
});
