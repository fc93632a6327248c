/*
 * What asserts, of `unittest`, `torch.testing` and `numpy.testing`: nothing comes of what holds, and of what does not an
 * AssertionError, whose words are many and differ between versions.
 */
const unittest = `
def _claim(holds, msg=None):
    if not holds: raise AssertionError(doubtful('', 'what the assertion says'))
class _Raises:
    def __init__(self, expected): self.expected = expected
    def __enter__(self): return self
    def __exit__(self, type, value, traceback):
        _claim(type is not None)
        self.exception = value
        return issubclass(type, self.expected)
class TestCase:
    failureException = AssertionError
    def __init__(self, methodName='runTest'): self._testMethodName = methodName
    def __getattr__(self, name): return beyond(f'TestCase.{name}')
    def setUp(self): pass
    def tearDown(self): pass
    def assertTrue(self, expr, msg=None): _claim(expr)
    def assertFalse(self, expr, msg=None): _claim(not expr)
    def assertEqual(self, first, second, msg=None): _claim(first == second)
    def assertNotEqual(self, first, second, msg=None): _claim(first != second)
    def assertIs(self, expr1, expr2, msg=None): _claim(expr1 is expr2)
    def assertIsNot(self, expr1, expr2, msg=None): _claim(expr1 is not expr2)
    def assertIsNone(self, obj, msg=None): _claim(obj is None)
    def assertIsNotNone(self, obj, msg=None): _claim(obj is not None)
    def assertIn(self, member, container, msg=None): _claim(member in container)
    def assertNotIn(self, member, container, msg=None): _claim(member not in container)
    def assertIsInstance(self, obj, cls, msg=None): _claim(isinstance(obj, cls))
    def assertLess(self, a, b, msg=None): _claim(a < b)
    def assertLessEqual(self, a, b, msg=None): _claim(a <= b)
    def assertGreater(self, a, b, msg=None): _claim(a > b)
    def assertGreaterEqual(self, a, b, msg=None): _claim(a >= b)
    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second: return
        _claim(abs(first - second) <= delta if delta is not None else round(abs(second - first), 7 if places is None else places) == 0)
    def assertRaises(self, expected_exception, *args, **kwargs):
        raises = _Raises(expected_exception)
        if not args: return raises
        callable, *rest = args
        with raises: callable(*rest, **kwargs)
    def fail(self, msg=None): _claim(False)
`;

const torch = `
def _claim(holds, msg=None):
    if not holds: raise AssertionError(doubtful('', 'what the assertion says'))
import torch
_tolerances = {torch.float16: (1e-3, 1e-5), torch.bfloat16: (1.6e-2, 1e-5), torch.float32: (1.3e-6, 1e-5), torch.float64: (1e-7, 1e-7)}
def assert_close(actual, expected, *, rtol=None, atol=None, equal_nan=False, check_dtype=True, msg=None, **others):
    if others or type(actual) is not torch.Tensor or type(expected) is not torch.Tensor: return beyond('this assert_close')
    _claim(actual.shape == expected.shape)
    if not check_dtype and actual.dtype != expected.dtype: return beyond('this assert_close')
    _claim(actual.dtype == expected.dtype)
    if (rtol is None) != (atol is None): raise ValueError(doubtful('', 'what the assertion says'))
    if rtol is None: rtol, atol = _tolerances.get(actual.dtype, (0.0, 0.0))
    _claim(torch.allclose(actual, expected, rtol=rtol, atol=atol, equal_nan=equal_nan))
`;

const numpy = `
def _claim(holds, msg=None):
    if not holds: raise AssertionError(doubtful('', 'what the assertion says'))
import numpy
def assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg='', verbose=True):
    actual, desired = numpy.asarray(actual), numpy.asarray(desired)
    _claim(actual.shape == desired.shape or actual.shape == () or desired.shape == ())
    if equal_nan and numpy.isnan(actual).any(): return beyond('nan in assert_allclose')
    _claim(numpy.allclose(actual, desired, rtol=rtol, atol=atol))
def assert_array_equal(actual, desired, err_msg='', verbose=True):
    actual, desired = numpy.asarray(actual), numpy.asarray(desired)
    _claim(actual.shape == desired.shape or actual.shape == () or desired.shape == ())
    _claim((actual == desired).all())
`;

/** Modules that assert, by their names. */
export const testing = { unittest, 'torch.testing': torch, 'numpy.testing': numpy };
