/** Operations that take narrow integers, and give what int64 would give. */
export const WIDENING_OPERATIONS: ReadonlySet<string> = new Set(
  (
    'repr format bool int float item tolist len shape size dim ndim numel nelement dtype device sum double half long ' +
    'bfloat16 to eq ne lt le gt ge any all count_nonzero nonzero truediv rtruediv div contains stride requires_grad'
  ).split(' '),
);
/** And those that give narrow ones. */
export const NARROW_OPERATIONS: ReadonlySet<string> = new Set(
  (
    'add radd sub rsub mul rmul and or xor neg abs __getitem__ view reshape flatten squeeze unsqueeze t T transpose ' +
    'permute clone detach contiguous cpu iter data stack cat expand short char byte'
  ).split(' '),
);
