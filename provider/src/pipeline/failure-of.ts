/** Runs an action and answers what it threw; undefined when it did not. */
export async function failureOf(action: () => Promise<void>): Promise<unknown> {
  try {
    await action();
    return undefined;
  } catch (error) {
    return error;
  }
}
