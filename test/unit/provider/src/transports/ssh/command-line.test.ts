import {
  commandLine,
  killCommand,
} from "../../../../../../provider/src/transports/ssh/command-line";

const PATH = 'PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:$PATH"';

describe("the line for the login shell", () => {
  test("starts in the root directory, in the C locale, with the system's programs", () => {
    expect(commandLine(["echo", "a b"], "none", "id-1")).toBe(
      `cd / && exec env LC_ALL=C SEALOS_CALL=id-1 ${PATH} echo 'a b'`,
    );
  });

  test("asks sudo not to ask, and not to trust an old ticket", () => {
    expect(commandLine(["id"], "sudo", "id-1")).toBe(
      `cd / && exec sudo -k -n -- env LC_ALL=C SEALOS_CALL=id-1 ${PATH} id`,
    );
  });

  test("lets sudo read the password from the input, without a prompt", () => {
    expect(commandLine(["id"], "sudo-with-password", "id-1")).toBe(
      `cd / && exec sudo -k -S -p '' -- env LC_ALL=C SEALOS_CALL=id-1 ${PATH} id`,
    );
  });

  test("ends a command by its mark, which reaches the script as a word", () => {
    expect(killCommand("id-1").slice(-2)).toEqual(["kill-call", "id-1"]);
  });
});
