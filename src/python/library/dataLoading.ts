/* `torch.utils.data`, as PyTorch writes it (torch/utils/data/*.py). */

const dataset = `
import bisect
import itertools
import math
from typing import Generic, TypeVar
import torch
_T = TypeVar('_T')
class Dataset(Generic[_T]):
    def __getitem__(self, index): raise NotImplementedError('Subclasses of Dataset should implement __getitem__.')
    def __add__(self, other): return ConcatDataset([self, other])
class IterableDataset(Dataset):
    def __add__(self, other): return beyond('ChainDataset')
    def __iter__(self): return beyond('IterableDataset.__iter__')
class TensorDataset(Dataset):
    def __init__(self, *tensors):
        if any(tensors[0].size(0) != tensor.size(0) for tensor in tensors): raise AssertionError('Size mismatch between tensors')
        self.tensors = tensors
    def __getitem__(self, index): return tuple([picked(tensor, index) for tensor in self.tensors])
    def __len__(self): return self.tensors[0].size(0)
class Subset(Dataset):
    def __init__(self, dataset, indices):
        self.dataset = dataset
        self.indices = indices
    def __getitem__(self, idx):
        if isinstance(idx, list): return picked(self.dataset, [picked(self.indices, i) for i in idx])
        return picked(self.dataset, picked(self.indices, idx))
    def __getitems__(self, indices):
        if callable(getattr(self.dataset, '__getitems__', None)): return self.dataset.__getitems__([picked(self.indices, i) for i in indices])
        return [picked(self.dataset, picked(self.indices, i)) for i in indices]
    def __len__(self): return len(self.indices)
class ConcatDataset(Dataset):
    def __init__(self, datasets):
        self.datasets = list(datasets)
        if len(self.datasets) == 0: raise AssertionError('datasets should not be an empty iterable')
        for d in self.datasets:
            if isinstance(d, IterableDataset): raise AssertionError('ConcatDataset does not support IterableDataset')
        self.cumulative_sizes = self.cumsum(self.datasets)
    def __len__(self): return self.cumulative_sizes[-1]
    def __getitem__(self, idx):
        if idx < 0:
            if -idx > len(self): raise ValueError('absolute value of index should not exceed dataset length')
            idx = len(self) + idx
        i = bisect.bisect_right(self.cumulative_sizes, idx)
        return picked(self.datasets[i], idx if i == 0 else idx - self.cumulative_sizes[i - 1])
    @staticmethod
    def cumsum(sequence): return list(itertools.accumulate([len(d) for d in sequence]))
    @property
    def cummulative_sizes(self): return self.cumulative_sizes
def random_split(dataset, lengths, generator=None):
    if math.isclose(sum(lengths), 1) and sum(lengths) <= 1:
        sizes = []
        for i, frac in enumerate(lengths):
            if frac < 0 or frac > 1: raise ValueError(f'Fraction at index {i} is not between 0 and 1')
            sizes.append(math.floor(len(dataset) * frac))
        for i in range(len(dataset) - sum(sizes)): sizes[i % len(sizes)] += 1
        lengths = sizes
    if sum(lengths) != len(dataset): raise ValueError('Sum of input lengths does not equal the length of the input dataset!')
    indices = torch.randperm(sum(lengths), generator=generator).tolist()
    return [Subset(dataset, indices[offset - length:offset]) for offset, length in zip(itertools.accumulate(lengths), lengths)]
`;

const sampler = `
import itertools
from typing import Generic, TypeVar
import torch
_T = TypeVar('_T')
def drawn_generator():
    generator = torch.Generator()
    generator.manual_seed(int(torch.empty((), dtype=torch.int64).random_().item()))
    return generator
class Sampler(Generic[_T]):
    def __init__(self, data_source=None): pass
    def __iter__(self): raise NotImplementedError
class SequentialSampler(Sampler):
    def __init__(self, data_source): self.data_source = data_source
    def __iter__(self): return iter(range(len(self.data_source)))
    def __len__(self): return len(self.data_source)
class RandomSampler(Sampler):
    def __init__(self, data_source, replacement=False, num_samples=None, generator=None):
        self.data_source = data_source
        self.replacement = replacement
        self._num_samples = num_samples
        self.generator = generator
        if not isinstance(self.replacement, bool): raise TypeError(f'replacement should be a boolean value, but got replacement={self.replacement}')
        if num_samples is None and is_data_set(data_source): return
        if not isinstance(self.num_samples, int) or self.num_samples <= 0: raise ValueError(f'num_samples should be a positive integer value, but got num_samples={self.num_samples}')
    @property
    def num_samples(self): return len(self.data_source) if self._num_samples is None else self._num_samples
    def __iter__(self):
        n = len(self.data_source)
        generator = drawn_generator() if self.generator is None else self.generator
        if self.replacement:
            for _ in range(self.num_samples // 32): yield from torch.randint(high=n, size=(32,), dtype=torch.int64, generator=generator).tolist()
            yield from torch.randint(high=n, size=(self.num_samples % 32,), dtype=torch.int64, generator=generator).tolist()
        else:
            for _ in range(self.num_samples // n): yield from torch.randperm(n, generator=generator).tolist()
            yield from torch.randperm(n, generator=generator).tolist()[:self.num_samples % n]
    def __len__(self): return self.num_samples
class SubsetRandomSampler(Sampler):
    def __init__(self, indices, generator=None):
        self.indices = indices
        self.generator = generator
    def __iter__(self):
        for i in torch.randperm(len(self.indices), generator=self.generator).tolist(): yield picked(self.indices, i)
    def __len__(self): return len(self.indices)
class WeightedRandomSampler(Sampler):
    def __init__(self, weights, num_samples, replacement=True, generator=None):
        if not isinstance(num_samples, int) or isinstance(num_samples, bool) or num_samples <= 0: raise ValueError(f'num_samples should be a positive integer value, but got num_samples={num_samples}')
        if not isinstance(replacement, bool): raise ValueError(f'replacement should be a boolean value, but got replacement={replacement}')
        self.weights = torch.as_tensor(weights, dtype=torch.double)
        if len(self.weights.shape) != 1: raise ValueError(f'weights should be a 1d sequence but given weights have shape {tuple(self.weights.shape)}')
        self.num_samples = num_samples
        self.replacement = replacement
        self.generator = generator
    def __iter__(self): yield from iter(torch.multinomial(self.weights, self.num_samples, self.replacement, generator=self.generator).tolist())
    def __len__(self): return self.num_samples
class BatchSampler(Sampler):
    def __init__(self, sampler, batch_size, drop_last):
        if not isinstance(batch_size, int) or isinstance(batch_size, bool) or batch_size <= 0: raise ValueError(f'batch_size should be a positive integer value, but got batch_size={batch_size}')
        if not isinstance(drop_last, bool): raise ValueError(f'drop_last should be a boolean value, but got drop_last={drop_last}')
        self.sampler = sampler
        self.batch_size = batch_size if batch_size < 2**63 else beyond('so large a batch')
        self.drop_last = drop_last
    def __iter__(self):
        sampler_iter = iter(self.sampler)
        if self.drop_last:
            for batch in zip(*[sampler_iter] * self.batch_size): yield [*batch]
        else:
            batch = [*itertools.islice(sampler_iter, self.batch_size)]
            while batch:
                yield batch
                batch = [*itertools.islice(sampler_iter, self.batch_size)]
    def __len__(self):
        if self.drop_last: return len(self.sampler) // self.batch_size
        return (len(self.sampler) + self.batch_size - 1) // self.batch_size
`;

const collate = `
import torch
def _is_numpy(value): return type(value).__module__ == 'numpy'
def default_collate(batch):
    elem = batch[0]
    if isinstance(elem, torch.Tensor): return torch.stack(batch, 0)
    if _is_numpy(elem):
        if type(elem).__name__ == 'ndarray': return default_collate([torch.as_tensor(one) for one in batch])
        dtype = {'float64': torch.float64, 'float32': torch.float32, 'int64': torch.int64, 'bool': torch.bool}.get(str(elem.dtype))
        return beyond('this batch') if dtype is None else torch.tensor([one.item() for one in batch], dtype=dtype)
    if isinstance(elem, float): return torch.tensor(batch, dtype=torch.float64)
    if isinstance(elem, int): return torch.tensor(batch)
    if isinstance(elem, str) or type(elem).__name__ == 'bytes': return batch
    if type(elem) is dict: return {key: default_collate([one[key] for one in batch]) for key in elem}
    if isinstance(elem, tuple) and hasattr(elem, '_fields'): return type(elem)(*[default_collate(samples) for samples in zip(*batch)])
    if type(elem) in (list, tuple):
        if not all([len(one) == len(elem) for one in batch]): raise RuntimeError('each element in list of batch should be of equal size')
        return [default_collate(samples) for samples in list(zip(*batch))]
    if elem is not None and not isinstance(elem, set): return beyond('this batch')
    raise TypeError(f'default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found {type(elem)}')
def default_convert(data):
    if isinstance(data, torch.Tensor) or (isinstance(data, (str, int, float)) or type(data).__name__ == 'bytes') and not _is_numpy(data): return data
    if _is_numpy(data): return torch.as_tensor(data)
    if type(data) is dict: return {key: default_convert(value) for key, value in data.items()}
    if type(data) in (list, tuple): return [default_convert(one) for one in data]
    return data if data is None else beyond('this sample')
`;

const loader = `
import torch
from torch.utils.data._utils.collate import default_collate, default_convert
from torch.utils.data.dataset import Dataset, IterableDataset, Subset, TensorDataset
from torch.utils.data.sampler import BatchSampler, RandomSampler, Sampler, SequentialSampler, drawn_generator
class _InfiniteConstantSampler(Sampler):
    def __iter__(self):
        while True: yield None
def _is_plain(dataset):
    if type(dataset) is Subset: return _is_plain(dataset.dataset)
    return type(dataset) in (TensorDataset, list, tuple, range, torch.Tensor)
class DataLoader:
    def __init__(self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0, collate_fn=None, pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None, multiprocessing_context=None, generator=None, *, prefetch_factor=None, persistent_workers=False, pin_memory_device='', in_order=True):
        if num_workers < 0: raise ValueError('num_workers option should be non-negative; use num_workers=0 to disable multiprocessing.')
        if timeout < 0: raise ValueError('timeout option should be non-negative')
        if num_workers == 0 and prefetch_factor is not None: raise ValueError('prefetch_factor option could only be specified in multiprocessing.let num_workers > 0 to enable multiprocessing, otherwise set prefetch_factor to None.')
        if num_workers > 0 and prefetch_factor is None: prefetch_factor = 2
        elif prefetch_factor is not None and prefetch_factor < 0: raise ValueError('prefetch_factor option should be non-negative')
        if persistent_workers and num_workers == 0: raise ValueError('persistent_workers option needs num_workers > 0')
        if multiprocessing_context is not None or persistent_workers or not in_order: beyond('this DataLoader')
        self.dataset = dataset
        self.num_workers = num_workers
        self.prefetch_factor = prefetch_factor
        self.pin_memory = pin_memory
        self.pin_memory_device = pin_memory_device
        self.timeout = timeout
        self.worker_init_fn = worker_init_fn
        self.multiprocessing_context = multiprocessing_context
        self.in_order = in_order
        self._iterable = not is_data_set(dataset) and isinstance(dataset, IterableDataset)
        if self._iterable:
            if shuffle not in (False, None): raise ValueError(f'DataLoader with IterableDataset: expected unspecified shuffle option, but got shuffle={shuffle}')
            if sampler is not None: raise ValueError(f'DataLoader with IterableDataset: expected unspecified sampler option, but got sampler={sampler}')
            if batch_sampler is not None: raise ValueError(f'DataLoader with IterableDataset: expected unspecified batch_sampler option, but got batch_sampler={batch_sampler}')
        else: shuffle = bool(shuffle)
        if sampler is not None and shuffle: raise ValueError('sampler option is mutually exclusive with shuffle')
        if batch_sampler is not None:
            if batch_size != 1 or shuffle or sampler is not None or drop_last: raise ValueError('batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last')
            batch_size = None
            drop_last = False
        elif batch_size is None and drop_last: raise ValueError('batch_size=None option disables auto-batching and is mutually exclusive with drop_last')
        self._usual = sampler is None and batch_sampler is None
        if sampler is None:
            if self._iterable: sampler = _InfiniteConstantSampler()
            elif shuffle: sampler = RandomSampler(dataset, generator=generator)
            else: sampler = SequentialSampler(dataset)
        if batch_size is not None and batch_sampler is None: batch_sampler = BatchSampler(sampler, batch_size, drop_last)
        self.batch_size = batch_size
        self.drop_last = drop_last
        self.sampler = sampler
        self.batch_sampler = batch_sampler
        self.generator = generator
        if collate_fn is None: collate_fn = default_convert if batch_sampler is None else default_collate
        self.collate_fn = collate_fn
        self.persistent_workers = persistent_workers
        self._made = True
    def __setattr__(self, attr, val):
        if attr in ('batch_size', 'batch_sampler', 'sampler', 'drop_last', 'dataset', 'persistent_workers') and hasattr(self, '_made'):
            raise ValueError(f'{attr} attribute should not be set after {self.__class__.__name__} is initialized')
        super().__setattr__(attr, val)
    def __getattr__(self, name):
        if name in ('_get_iterator', '_auto_collation', '_index_sampler', '_dataset_kind', '_iterator', '_get_shared_seed', 'check_worker_number_rationality', '_is_protocol', '__orig_bases__', '__parameters__', '__slots__', '__class_getitem__') or name.startswith('_DataLoader') or name.startswith('_Iterable'): return part(self, name)
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
    def __iter__(self): return _SingleProcessDataLoaderIter(self) if self.num_workers == 0 else _MultiProcessingDataLoaderIter(self)
    def __len__(self):
        if not self._iterable: return len(self.sampler if self.batch_sampler is None else self.batch_sampler)
        length = len(self.dataset)
        if self.batch_size is None: return length
        return length // self.batch_size if self.drop_last else -(-length // self.batch_size)
def _rows(loader):
    sampler, size = loader.sampler, loader.batch_size
    n = len(sampler.data_source)
    generator = None
    if type(sampler) is SequentialSampler: order = torch.arange(n)
    else:
        generator = sampler.generator
        order = torch.randperm(n, generator=drawn_generator() if generator is None else generator)
    for first in range(0, n, size):
        # At its end the sampler asks for the order of what is left, which is nothing.
        if first + size > n and generator is not None: torch.randperm(n, generator=generator)
        if first + size > n and loader.drop_last: return
        yield order[first:first + size]
    if n % size == 0 and generator is not None: torch.randperm(n, generator=generator)
class _SingleProcessDataLoaderIter:
    def __init__(self, loader):
        self._loader = loader
        self._batched = loader.batch_sampler is not None
        # All rows of a tensor at once are what each of them is by itself.
        self._whole = self._batched and loader._usual and loader.collate_fn is default_collate and type(loader.dataset) is TensorDataset and not any([one.requires_grad for one in loader.dataset.tensors])
        self._sampler_iter = _rows(loader) if self._whole else iter(loader.batch_sampler if self._batched else loader.sampler)
        torch.empty((), dtype=torch.int64).random_(generator=loader.generator)
        self._ended = False
        self._dataset_iter = iter(loader.dataset) if loader._iterable else None
    def __iter__(self): return self
    def __len__(self): return len(self._loader)
    def __next__(self):
        index = next(self._sampler_iter)
        if self._whole: return [tensor[index] for tensor in self._loader.dataset.tensors]
        return self._loader.collate_fn(self._listed(index) if self._loader._iterable else self._fetched(index))
    def _fetched(self, index):
        dataset = self._loader.dataset
        if not self._batched: return picked(dataset, index)
        if not isinstance(dataset, torch.Tensor) and type(dataset).__module__ != 'numpy' and hasattr(dataset, '__getitems__') and dataset.__getitems__: return dataset.__getitems__(index)
        return [picked(dataset, i) for i in index]
    def _listed(self, index):
        if self._ended: raise StopIteration
        if not self._batched: return next(self._dataset_iter)
        data = []
        for _ in index:
            try: data.append(next(self._dataset_iter))
            except StopIteration:
                self._ended = True
                break
        if len(data) == 0 or self._loader.drop_last and len(data) < len(index): raise StopIteration
        return data
class _MultiProcessingDataLoaderIter(_SingleProcessDataLoaderIter):
    def __init__(self, loader):
        # What runs in processes of their own changes nothing here, but may show something, and draws otherwise.
        if not (loader._usual and loader.generator is None and loader.worker_init_fn is None and loader.collate_fn in (default_collate, default_convert) and _is_plain(loader.dataset)): beyond('num_workers')
        super().__init__(loader)
        self._sampler_iter = iter(list(self._sampler_iter))
`;

/** The modules by their names. */
export const dataLoading = {
  'torch.utils.data.dataset': dataset,
  'torch.utils.data.sampler': sampler,
  'torch.utils.data._utils.collate': collate,
  'torch.utils.data.dataloader': loader,
};

/** What `torch.utils.data` has of them. */
export const DATA_NAMES = {
  dataset: ['Dataset', 'IterableDataset', 'TensorDataset', 'Subset', 'ConcatDataset', 'random_split'],
  sampler: [
    'Sampler',
    'SequentialSampler',
    'RandomSampler',
    'SubsetRandomSampler',
    'WeightedRandomSampler',
    'BatchSampler',
  ],
  '_utils.collate': ['default_collate', 'default_convert'],
  dataloader: ['DataLoader'],
};
