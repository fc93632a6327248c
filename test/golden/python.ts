/** The interpreter that has PyTorch: the environment variable PYTHON, else python3. */
export const PYTHON = process.env['PYTHON'] ?? 'python3';
