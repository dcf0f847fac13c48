/** What scripts end with where there is no such file. Not 1: that is how sudo, a shell or the way to the host fails, too. */
export const MISSING = 44;
