/** Whether something is done within some milliseconds. */
export async function isInTime(work: Promise<void>, patience: number): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), patience));
  return await Promise.race([work.then(() => true), late]);
}
