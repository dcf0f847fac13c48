/**
 * Shell: prints the directories of this user, a line each, that a run which was killed left a day ago. `find` fails where one of
 * another run is gone before it was looked at; that is no failure.
 */
export function listAbandoned(parent: string, prefix: string): string {
  return `{ ${listOwn(parent, prefix)} -mmin +1440 2>/dev/null || :; }`;
}

/** Shell: prints the directories of this user whose names begin so, a line each. */
export function listOwn(parent: string, prefix: string): string {
  return `find ${parent} -maxdepth 1 -type d -name '${prefix}*' -user "$(id -u)"`;
}
