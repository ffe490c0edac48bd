/** An error with the remedy when `error` comes of a full disk, else undefined. PostgreSQL and npm say it in their own words. */
export function diskFullIn(error) {
  const text = `${error?.code ?? ''} ${error?.message ?? error}`;
  if (!/ENOSPC|EDQUOT|no space left on device|disk quota exceeded|could not extend file/i.test(text)) return undefined;
  return new Error('The disk is full: free some space, then run the command again.', { cause: error });
}
