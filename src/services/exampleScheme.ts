/** The scheme of the example's copy: by its real path its breadcrumb would name each folder down to the extension's storage. */
export const EXAMPLE_SCHEME = 'dropout-example';
