import { hold, NET } from './forms';

describe('settings whose objects are made of files', () => {
  const PARTS =
    'from pydantic import BaseModel, Field\nclass ModelConfig(BaseModel):\n  size: int = 64\n  rate: float = 0.1\nclass RunConfig(BaseModel):\n  model: ModelConfig = Field(default_factory=ModelConfig)\n';
  const load = (made: string, parts = PARTS): string =>
    `${parts}def load(path):\n  raw = yaml.safe_load(open(path))\n  return ${made}\n`;
  const READS = `from pkg.config import RunConfig\n${NET}, config: RunConfig):\n    self.d = nn.Dropout(config.model.rate)\n`;
  const A = { 'conf/a.yaml': 'model:\n  size: 64\n  rate: 0.5\n' };
  const SAME = { ...A, 'conf/b.yaml': 'model:\n  rate: 0.5\n' };
  const OTHER = { ...A, 'conf/b.yaml': 'model:\n  rate: 0.3\n' };
  const LEFT = { ...A, 'conf/b.yaml': 'model:\n  size: 32\n' };
  const FAR = { 'conf/a.yaml': 'head:\n  rate: 0.5\n' };
  const of = (
    made: string,
    files: Readonly<Record<string, string>>,
    parts = PARTS,
  ): Record<string, string> => ({
    ...files,
    'pkg/config.py': load(made, parts),
  });
  const DATACLASS =
    'from dataclasses import dataclass, field\n@dataclass\nclass ModelConfig:\n  size: int = 64\n  rate: float = 0.1\n@dataclass\nclass RunConfig:\n  model: ModelConfig = field(default_factory=lambda: ModelConfig())\n';
  const FILE = '0.5 conf/a.yaml:3 unless commandLine';
  const DEFAULT = '0.1 pkg/config.py:4 unless caller';
  const ALL = [
    'RunConfig.model_validate(raw)',
    'RunConfig(**raw)',
    'RunConfig.parse_obj(raw)',
    'TypeAdapter(RunConfig).validate_python(raw)',
  ];
  hold([
    ...ALL.flatMap((made): Parameters<typeof hold>[0] => [
      [`of which files say the same: ${made}`, READS, of(made, SAME), FILE],
      [`of which files say others: ${made}`, READS, of(made, OTHER), '? ambiguous'],
    ]),
    ['one of which leaves it out', READS, of('RunConfig(**raw)', LEFT), `${FILE} | default 0.1`],
    ['none of which has that part', READS, of('RunConfig(**raw)', FAR), `${DEFAULT} | passed **raw`],
    ['and no files are there', READS, of('RunConfig.model_validate(raw)', {}), `${DEFAULT} | passed raw`],
    [
      'by a method of their own that reads nothing',
      READS,
      of(
        'RunConfig.from_dict(raw)',
        OTHER,
        PARTS.replace(
          'class RunConfig(BaseModel):',
          'class RunConfig(BaseModel):\n  @classmethod\n  def from_dict(cls, raw):\n    return cls()',
        ),
      ),
      '0.1 pkg/config.py:4 unless caller',
    ],
    [
      'by dacite, and no files are there',
      READS,
      of('from_dict(RunConfig, data=raw)', {}, DATACLASS),
      '0.1 pkg/config.py:5 unless caller | passed raw',
    ],
    ['by dacite', READS, of('from_dict(data_class=RunConfig, data=raw)', OTHER, DATACLASS), '? ambiguous'],
    [
      'by OmegaConf',
      READS,
      of('OmegaConf.merge(OmegaConf.structured(RunConfig), raw)', OTHER, DATACLASS),
      '? ambiguous',
    ],
    [
      'by OmegaConf, with nothing laid over them',
      READS,
      of('OmegaConf.structured(RunConfig)', OTHER, DATACLASS),
      '0.1 pkg/config.py:5 unless caller',
    ],
    [
      'whose parts a dataclass leaves as they are',
      READS,
      of('RunConfig(**raw)', OTHER, DATACLASS),
      '0.1 pkg/config.py:5 unless caller',
    ],
    [
      'that the code makes as well',
      READS,
      {
        ...of('RunConfig.model_validate(raw)', OTHER),
        'pkg/run.py': 'from pkg.config import RunConfig\nNet(RunConfig())\n',
      },
      DEFAULT,
    ],
    ['that the code alone makes', READS, of('RunConfig()', OTHER), DEFAULT],
    [
      'that a test makes as well',
      READS,
      {
        ...of('RunConfig.model_validate(raw)', OTHER),
        'tests/test_net.py': 'from pkg.config import RunConfig\nNet(RunConfig())\n',
      },
      '? ambiguous',
    ],
  ]);
});
