/**
 * The beginning of a shell script that needs a directory of its own, `$work` (0700): it goes with the script, also when that
 * is told to end, at whatever moment. The script exits with 1 where there is none.
 */
export const SCRATCH_DIRECTORY = `
work=
trap '[ -z "$work" ] || rm -rf -- "$work"' EXIT
trap 'exit 1' HUP INT TERM # the shell of some systems leaves without a word otherwise
work=$(trap '' HUP INT TERM; exec mktemp -d) || exit 1`;
