/** `abc`: classes stay what they are without it, except that an abstract one can be made (Lib/abc.py). */
export const abc = `
class ABC:
    @classmethod
    def register(cls, subclass): beyond('ABC.register')
def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj
`;
