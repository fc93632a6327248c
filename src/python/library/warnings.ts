/** Of `warnings` what nothing comes of: they go to the stream of errors, unless they are made errors. */
export const warnings = `
def filterwarnings(action, message='', category=None, module='', lineno=0, append=False):
    if action not in ('ignore', 'default', 'always', 'module', 'once'): beyond('this filter of warnings')
def simplefilter(action, category=None, lineno=0, append=False): filterwarnings(action)
`;
