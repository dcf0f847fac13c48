import { quoteCommand, quoteWord } from "../../lib/shell-quote";
import type { Argv } from "../runner";

/** How commands become root: they are already, sudo lets them, or sudo wants the password on its input. */
export type Elevation = "none" | "sudo" | "sudo-with-password";

const SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** The variable by which a command and everything that it started is found again, to end it. */
export const CALL_VARIABLE = "SEALOS_CALL";

/**
 * Writes the line that the login shell gets for a command: in the root directory, in the C locale, as root, with
 * the system's directories first in PATH, and with every word quoted.
 */
export function commandLine(argv: Argv, elevation: Elevation, callId: string): string {
  return `cd / && exec ${sudoPrefix(elevation)}env ${environmentOf(callId)} ${quoteCommand(argv)}`;
}

/** The same for `sh`, which sets the environment itself where nobody else is to: one program less. */
export function shellCommand(argv: Argv, elevation: Elevation, callId: string): string {
  return elevation === "none"
    ? `cd / && export ${environmentOf(callId)} && exec ${quoteCommand(argv)}`
    : commandLine(argv, elevation, callId);
}

function environmentOf(callId: string): string {
  return `LC_ALL=C ${CALL_VARIABLE}=${quoteWord(callId)} PATH="${SYSTEM_PATH}:$PATH"`;
}

// -k: a ticket from another login must not decide, because it runs out; then sudo would eat the command's input.
function sudoPrefix(elevation: Elevation): string {
  switch (elevation) {
    case "none":
      return "";
    case "sudo":
      return "sudo -k -n -- ";
    case "sudo-with-password":
      return "sudo -k -S -p '' -- ";
  }
}

const KILL_SCRIPT = `
signal_call() {
  for environ in $(grep -lszxF "${CALL_VARIABLE}=$1" /proc/[0-9]*/environ); do
    process=\${environ#/proc/}
    kill -s "$2" "\${process%/environ}" 2>/dev/null
  done
}
signal_call "$1" TERM
sleep 2
signal_call "$1" KILL
`;

/** The command that ends another one, and all that it started: asks first, insists two seconds later. */
export function killCommand(callId: string): Argv {
  return ["sh", "-c", KILL_SCRIPT, "kill-call", callId];
}
