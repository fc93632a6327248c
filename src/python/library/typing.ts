/** Of `typing` what is no more than what it is given (Lib/typing.py). */
export const typing = `
def cast(typ, val): return val
def final(f): return f
def overload(func): return unknown('an overload')
`;
