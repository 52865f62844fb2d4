/** Whether the operating system refused for this reason, such as `ENOENT`: there is no such file. */
export function isSystemError(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
