/** What of a GPU decides on the numbers that PyTorch draws on it (`cudaDeviceProp`). */
export interface Gpu {
  /** `multiProcessorCount`. */
  readonly multiprocessors: number;
  /** `maxThreadsPerMultiProcessor`. */
  readonly threadsPerMultiprocessor: number;
}

function gpu(multiprocessors: number, threadsPerMultiprocessor: number): Gpu {
  return { multiprocessors, threadsPerMultiprocessor };
}

/**
 * Common GPUs by their short names (`T4` is what `torch.cuda.get_device_name()` calls `Tesla T4`), from NVIDIA's data sheets, and the
 * table of threads per compute capability in the CUDA guide.
 */
export const GPUS = {
  K80: gpu(13, 2048),
  P100: gpu(56, 2048),
  'GTX 1080 Ti': gpu(28, 2048),
  V100: gpu(80, 2048),
  T4: gpu(40, 1024),
  'RTX 2080 Ti': gpu(68, 1024),
  'RTX 3060': gpu(28, 1536),
  'RTX 3080': gpu(68, 1536),
  'RTX 3090': gpu(82, 1536),
  'RTX A6000': gpu(84, 1536),
  A10: gpu(72, 1536),
  A10G: gpu(80, 1536),
  A40: gpu(84, 1536),
  A100: gpu(108, 2048),
  L4: gpu(58, 1536),
  L40S: gpu(142, 1536),
  'RTX 4070': gpu(46, 1536),
  'RTX 4080': gpu(76, 1536),
  'RTX 4080 SUPER': gpu(80, 1536),
  'RTX 4090': gpu(128, 1536),
  'H100 PCIe': gpu(114, 2048),
  'H100 SXM': gpu(132, 2048),
  H200: gpu(132, 2048),
} as const satisfies Readonly<Record<string, Gpu>>;

export type GpuName = keyof typeof GPUS;
