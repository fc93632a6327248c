import assert from 'node:assert/strict';
import { InstalledPackages, installedFor } from '../../../src/worker/packages';
import { treeOf } from './tree';

const ENVIRONMENT = 'file:///env';
const SITE = `${ENVIRONMENT}/lib/python3.12/site-packages`;

interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly environments?: readonly string[];
  readonly expected: readonly string[];
}

const CASES: Readonly<Record<string, Case>> = {
  'folders and files that can be imported': {
    files: {
      [`${SITE}/timm/__init__.py`]: '',
      [`${SITE}/timm-1.0.dist-info/RECORD`]: '',
      [`${SITE}/six.py`]: '',
      [`${SITE}/_private/x.py`]: '',
      [`${SITE}/__pycache__/six.pyc`]: '',
      [`${SITE}/numpy.libs/x.so`]: '',
      [`${SITE}/README.txt`]: '',
    },
    expected: [`${SITE}/timm/`, `${SITE}/six.py`, `${SITE}/_private/`],
  },
  'the newest of several versions first': {
    files: {
      [`${ENVIRONMENT}/lib/python3.9/site-packages/old.py`]: '',
      [`${ENVIRONMENT}/lib/python3.12/site-packages/new.py`]: '',
    },
    expected: [`${SITE}/new.py`, `${ENVIRONMENT}/lib/python3.9/site-packages/old.py`],
  },
  'the folders of Windows': {
    files: { 'file:///c%3A/env/Lib/site-packages/six.py': '' },
    environments: ['file:///c%3A/env'],
    expected: ['file:///c%3A/env/Lib/site-packages/six.py'],
  },
  'the folders of Debian': {
    files: {
      'file:///usr/lib/python3/dist-packages/six.py': '',
      'file:///usr/local/lib/python3.12/dist-packages/timm/__init__.py': '',
    },
    environments: ['file:///usr'],
    expected: [
      'file:///usr/local/lib/python3.12/dist-packages/timm/',
      'file:///usr/lib/python3/dist-packages/six.py',
    ],
  },
  'what is developed where it lies, by a path': {
    files: {
      [`${SITE}/own.pth`]: '# ours\n/src/my project\n\nimport sys; sys.path.append("/x")\nrelative\n',
      'file:///src/my%20project/own/__init__.py': '',
      'file:///x/other.py': '',
    },
    expected: ['file:///src/my%20project/own/'],
  },
  'what is developed where it lies, by a finder': {
    files: {
      [`${SITE}/__editable___own_0_1_finder.py`]:
        "import sys\nMAPPING: dict[str, str] = {'own': '/src/own', 'tool': 'C:\\\\src\\\\tool'}\nNAMESPACES: dict[str, list[str]] = {}\n",
    },
    expected: ['file:///src/own/', 'file:///c%3A/src/tool/', `${SITE}/__editable___own_0_1_finder.py`].sort(),
  },
  'those of the system, where the environment sees them': {
    files: {
      [`${ENVIRONMENT}/pyvenv.cfg`]: 'home = /usr/bin\ninclude-system-site-packages = true\nversion = 3.12\n',
      [`${SITE}/six.py`]: '',
      'file:///usr/lib/python3.12/site-packages/numpy/__init__.py': '',
    },
    expected: [`${SITE}/six.py`, 'file:///usr/lib/python3.12/site-packages/numpy/'],
  },
  'none of the system, where it does not': {
    files: {
      [`${ENVIRONMENT}/pyvenv.cfg`]: 'home = /usr/bin\ninclude-system-site-packages = false\n',
      'file:///usr/lib/python3.12/site-packages/numpy/__init__.py': '',
    },
    expected: [],
  },
  'those of the first environment that there is': {
    files: {
      'file:///work/.venv/lib/python3.12/site-packages/none.py': '',
      'file:///work/venv/pyvenv.cfg': 'home = /usr/bin\n',
      'file:///work/venv/lib/python3.12/site-packages/six.py': '',
      [`${SITE}/other.py`]: '',
    },
    environments: ['file:///work/.venv', 'file:///work/venv', ENVIRONMENT],
    expected: ['file:///work/venv/lib/python3.12/site-packages/six.py'],
  },
  'nothing without an environment': { files: { [`${SITE}/six.py`]: '' }, environments: [], expected: [] },
  'nothing where there is none': { files: {}, expected: [] },
};

describe('the packages that are installed for a folder', () => {
  for (const [name, { files, environments = [ENVIRONMENT], expected }] of Object.entries(CASES))
    it(`are ${name}`, async () => {
      const host = { ...treeOf(files), environmentsOf: () => Promise.resolve(environments) };
      const { uris } = await installedFor('file:///work', host);
      assert.deepEqual([...uris].sort(), [...expected].sort());
    });

  it('come in the order in which Python finds them', async () => {
    const files = {
      [`${ENVIRONMENT}/pyvenv.cfg`]: 'home = /usr/bin\ninclude-system-site-packages = true\n',
      [`${SITE}/six.py`]: '',
      [`${SITE}/own.pth`]: '/src\n',
      'file:///src/six.py': '',
      'file:///usr/lib/python3.12/site-packages/six.py': '',
    };
    const host = { ...treeOf(files), environmentsOf: () => Promise.resolve([ENVIRONMENT]) };
    assert.deepEqual((await installedFor('file:///work', host)).uris, [
      `${SITE}/six.py`,
      'file:///src/six.py',
      'file:///usr/lib/python3.12/site-packages/six.py',
    ]);
  });

  it('are known to be others by their versions', async () => {
    const listed = async (version: string): Promise<string> => {
      const files = { [`${SITE}/timm/__init__.py`]: '', [`${SITE}/timm-${version}.dist-info/RECORD`]: '' };
      const host = { ...treeOf(files), environmentsOf: () => Promise.resolve([ENVIRONMENT]) };
      return (await installedFor('file:///work', host)).listed;
    };
    assert.equal(await listed('1.0'), await listed('1.0'));
    assert.notEqual(await listed('1.0'), await listed('1.1'));
  });
});

describe('packages of which it is known what comes of importing them', () => {
  it('are those that a text names and that are there; they are listed once, until others may be', async () => {
    const host = treeOf({
      [`${SITE}/pandas/__init__.py`]: '',
      [`${SITE}/six.py`]: '',
      [`${SITE}/nltk/__init__.py`]: '',
    });
    let listed = 0;
    const counted = { ...host, environmentsOf: () => (listed++, Promise.resolve([ENVIRONMENT])) };
    const packages = new InstalledPackages(counted);
    assert.deepEqual(await packages.quiet(['x = 1'], 'file:///work'), []);
    assert.equal(listed, 0);
    const texts = ['import pandas as pd, nltk', 'from scipy import stats'];
    assert.deepEqual(await packages.quiet(texts, 'file:///work'), ['pandas']);
    assert.deepEqual(await packages.quiet(['import six'], 'file:///work'), ['six']);
    assert.equal(listed, 1);
    packages.forget();
    assert.deepEqual(await packages.quiet(texts, 'file:///work'), ['pandas']);
    assert.equal(listed, 2);
  });

  it('are asked for anew where they could not be listed', async () => {
    const host = treeOf({ [`${SITE}/pandas/__init__.py`]: '' });
    let fails = true;
    const failing = {
      ...host,
      environmentsOf: () => (fails ? Promise.reject(new Error('gone')) : Promise.resolve([ENVIRONMENT])),
    };
    const packages = new InstalledPackages(failing);
    await assert.rejects(packages.quiet(['import pandas'], 'file:///work'));
    fails = false;
    assert.deepEqual(await packages.quiet(['import pandas'], 'file:///work'), ['pandas']);
  });
});
