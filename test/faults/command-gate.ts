import { createServer } from "node:net";
import type { Lab } from "../../lab/open-lab";
import { SHELL_LINE } from "../../provider/src/transports/ssh/shell-call";

/** Decides about every command that comes to a host of the lab, before it runs. */
export interface CommandGate {
  /** From now on `judge` is asked on those hosts; until `disarm`, or until a host boots. */
  arm(hosts: readonly number[], judge: Judge): Promise<void>;
  disarm(): Promise<void>;
  close(): void;
}

/** What shall happen to a command: it runs, it ends with 1, or the unit that it starts does. */
export type Verdict = "run" | "fail" | "fail-unit";

/** Decides; a command waits for the answer. */
export type Judge = (command: string) => Verdict | Promise<Verdict>;

const ADDRESS_FILE = "/run/lab-gate";
const SHELL = "/usr/local/sbin/lab-shell";

// Root's login shell: sshd hands it every command. One that becomes a shell of the provider is let through, and its calls are judged
// one by one: each comes between two lines that print a mark (shell-call.ts).
const LAB_SHELL = `#!/bin/bash
failing_unit='echo "this unit was made to fail" >&2; exit 1'
verdict_on() {
  local address port verdict=run
  if [ -e ${ADDRESS_FILE} ] && read -r address port <${ADDRESS_FILE} && { exec 9<>"/dev/tcp/$address/$port"; } 2>/dev/null; then
    printf '%s\\0' "$1" >&9
    read -r verdict <&9
    exec 9>&-
  fi
  echo "\${verdict:-run}"
}
judge_calls() {
  local line mark= call=
  while IFS= read -r line; do
    if [ -z "$mark" ]; then
      [[ ! $line =~ ^printf\\ %s\\ ([0-9a-f]{32})\\; ]] || mark=\${BASH_REMATCH[1]}
      printf '%s\\n' "$line"
    elif [[ $line != "printf %s $mark\\$?"* ]]; then
      call+=$line$'\\n'
    else
      case $(verdict_on "\${call##*' 2>/dev/null | ('}") in
        fail) call='(echo "this command was made to fail" >&2; exit 1)'$'\\n' ;;
        fail-unit) call="(printf() { echo '$failing_unit'; }"$'\\n'"$call)"$'\\n' ;;
      esac
      printf '%s%s\\n' "$call" "$line"
      mark= call=
    fi
  done
}
if [ "\${1-}" = -c ] && [ -e ${ADDRESS_FILE} ]; then
  [ "$2" != "${SHELL_LINE}" ] || { judge_calls | exec sh; exit; }
  case $(verdict_on "$2") in
    fail) echo "this command was made to fail" >&2; exit 1 ;;
    fail-unit) exec /bin/bash -c "$2" <<<"$failing_unit" ;;
  esac
fi
exec /bin/bash "$@"
`;

/** Puts a gate in front of root's shell on every host of the lab. */
export async function openCommandGate(lab: Lab): Promise<CommandGate> {
  let judge: Judge = () => "run";
  const server = createServer((socket) => {
    let command = "";
    socket.on("error", () => undefined);
    socket.setEncoding("utf8").on("data", (text: string) => {
      command += text;
      if (!command.endsWith("\0")) return;
      void Promise.resolve(judge(command)).then((verdict) => socket.end(`${verdict}\n`));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, lab.inventory.gateway, resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the gate has no port");
  const hosts = lab.inventory.hosts.map((_, index) => String(index + 1));
  const onHost = (host: string, script: string) => lab.run("exec", host, "bash", "-c", script);
  for (const host of hosts) {
    await onHost(
      host,
      `cat >${SHELL} <<'END'\n${LAB_SHELL}END\nchmod 755 ${SHELL}; sed -i 's,^\\(root:.*:\\)[^:]*$,\\1${SHELL},' /etc/passwd`,
    );
  }
  return {
    async arm(armed, newJudge) {
      judge = newJudge;
      const script = `echo '${lab.inventory.gateway} ${address.port}' >${ADDRESS_FILE}`;
      for (const host of armed) await onHost(String(host), script);
    },
    async disarm() {
      judge = () => "run";
      for (const host of hosts) await onHost(host, `rm -f ${ADDRESS_FILE}`);
    },
    close: () => void server.close(),
  };
}

/** Judges the first `count` commands of a step that are no book-keeping, while it is under way; all others run. */
export function commandsOf(
  isUnderWay: () => boolean,
  count: number,
  judge: (command: string) => Verdict | Promise<Verdict>,
): Judge {
  let left = count;
  return (command) => {
    if (left === 0 || BOOK_KEEPING.test(command) || !isUnderWay()) return "run";
    left -= 1;
    return judge(command);
  };
}

const BOOK_KEEPING = /(acquire|renew|release)-lock|journal\.json/;
