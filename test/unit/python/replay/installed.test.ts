import assert from 'node:assert/strict';
import { trace } from '../../../golden/traces';

/** What a notebook shows that has these packages, `?` before what is not exact. What is exact is what pandas 3.1 and scikit-learn give. */
const CASES: readonly (readonly [about: string, code: string, shown: readonly string[]])[] = [
  [
    'what a table is read from, and what is asked of it',
    [
      'import pandas as pd, torch',
      'torch.manual_seed(0)',
      "df = pd.read_csv('x.csv')",
      'print(df.shape, len(df))',
      'print(torch.rand(2))',
      "df['c'] = df['a'] * 2",
      "df.loc[0, 'a'] = 3",
      'df = df.dropna().reset_index(drop=True)',
      'df.fillna(0, inplace=True)',
      'print(df.describe())',
      'print(torch.rand(2))',
    ].join('\n'),
    ['? ? ?', 'tensor([0.4963, 0.7682])', '? ?', 'tensor([0.0885, 0.1320])'],
  ],
  [
    'what is made of numbers of it',
    [
      'import pandas as pd, torch',
      'from torch import nn',
      "df = pd.read_csv('x.csv')",
      "x = torch.tensor(df[['a', 'b']].values, dtype=torch.float32)",
      "y = torch.tensor(df['a'].values).float().unsqueeze(1)",
      'layer = nn.Dropout(0.5)',
      'class Net(nn.Module):',
      '    def __init__(self, n):',
      '        super().__init__()',
      '        self.fc = nn.Linear(n, 3)',
      '        self.drop = nn.Dropout(0.2)',
      'net = Net(x.shape[1])',
      'print(net.drop, layer)',
      'torch.manual_seed(0)',
      'print(layer(torch.ones(4)))',
    ].join('\n'),
    ['Dropout(p=0.2, inplace=False) Dropout(p=0.5, inplace=False)', 'tensor([0., 0., 2., 0.])'],
  ],
  [
    'tables of what the code has',
    [
      'import pandas as pd',
      "history = {'loss': [0.5, 0.25]}",
      'df = pd.DataFrame(history)',
      "df.loc[0, 'loss'] = 7",
      'print(history)',
    ].join('\n'),
    ["{'loss': [0.5, 0.25]}"],
  ],
  [
    'samples that are drawn, and numbers too',
    [
      'import numpy as np, pandas as pd',
      'np.random.seed(0)',
      "df = pd.DataFrame({'a': [1, 2, 3]})",
      'print(np.random.rand())',
      's = df.sample(2)',
      'print(np.random.rand())',
    ].join('\n'),
    ['0.5488135039273248', '? ?', '? 0.7151893663724195'],
  ],
  [
    'a function that is handed over',
    [
      'import pandas as pd',
      'seen = []',
      "df = pd.DataFrame({'a': [1, 2, 3]})",
      'print(seen)',
      "df['a'].apply(seen.append)",
      'print(seen)',
    ].join('\n'),
    ['[]', '? ?', '? []'],
  ],
  [
    'an array whose memory it shares',
    [
      'import numpy as np, pandas as pd',
      'a = np.ones(2)',
      'print(a)',
      's = pd.Series(a)',
      's[0] = 5',
      'print(a)',
    ].join('\n'),
    ['[1. 1.]', '? ?', '? [1. 1.]'],
  ],
  [
    'arrays that are split and scaled',
    [
      'import numpy as np, torch',
      'from sklearn.datasets import make_moons',
      'from sklearn.model_selection import train_test_split',
      'from sklearn.preprocessing import StandardScaler',
      'np.random.seed(0)',
      'torch.manual_seed(0)',
      'X, y = make_moons(n_samples=20, noise=0.1, random_state=0)',
      'X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=1)',
      'X_train = StandardScaler().fit_transform(X_train)',
      'x = torch.tensor(X_train).float()',
      'print(np.random.rand())',
      'print(torch.rand(2))',
      'train_test_split(X, y)',
      'print(np.random.rand())',
    ].join('\n'),
    ['0.5488135039273248', 'tensor([0.4963, 0.7682])', '? ?', '? 0.7151893663724195'],
  ],
  [
    'what else is asked of a package',
    ['import transformers, torch', 'print(1)', 'transformers.set_seed(1)', 'print(torch.rand(1).shape)'].join(
      '\n',
    ),
    ['1', '? ?', '? torch.Size([1])'],
  ],
  [
    'a layer that calls what the code says',
    [
      'import pandas as pd',
      'from torch import nn',
      "n = pd.DataFrame({'a': [1, 2]}).shape[0]",
      'layer = nn.Dropout(0.5)',
      'class Own(nn.Linear):',
      '    def reset_parameters(self):',
      '        layer.p = 0.9',
      'print(layer)',
      'Own(n, 1)',
      'print(layer)',
    ].join('\n'),
    ['Dropout(p=0.5, inplace=False)', '? ?', '? Dropout(p=0.5, inplace=False)'],
  ],
  [
    'one that may be missing elsewhere',
    ['try:', '    import pandas as pd', 'except ImportError:', "    print('none')", 'print(1)'].join('\n'),
    ['1'],
  ],
  [
    'one that is imported where it is in doubt',
    ['import os', "if os.environ.get('TABLES'):", '    from pandas import read_csv', 'print(1)'].join('\n'),
    ['1'],
  ],
];

describe('packages that are installed', () => {
  const options = { notebook: true, installed: ['pandas', 'sklearn', 'transformers'] };
  for (const [about, code, shown] of CASES) {
    it(`leave all else as it is: ${about}`, () => {
      const { values } = trace([code], options);
      assert.deepEqual(
        values.map(({ text, exact }) => (exact ? text : `? ${text}`)),
        shown,
      );
    });

    it(`may do anything where it is not known that they are there: ${about}`, () => {
      const { values } = trace([code], { notebook: true });
      assert.deepEqual(
        values.filter(({ exact }) => exact),
        [],
      );
    });
  }

  it('are taken for nothing where importing them may do more', () => {
    const { values } = trace(['import nltk\nprint(1)'], { notebook: true, installed: ['nltk'] });
    assert.equal(values.at(-1)?.exact, false);
  });
});
