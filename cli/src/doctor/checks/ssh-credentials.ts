import { ok, warning, type Check } from "../check";

const CURE =
  "Start one and ssh-add a key, or give private_key_file, SEALOS_SSH_PRIVATE_KEY or SEALOS_SSH_PASSWORD.";

/** What logs in where the provider block names no credentials. */
export const sshCredentials: Check = {
  name: "SSH credentials",
  async look({ env, run }) {
    const given = ["SEALOS_SSH_PRIVATE_KEY", "SEALOS_SSH_PASSWORD"].filter((name) => env[name]);
    if (given.length > 0) return ok(given.join(", "));
    if (!env["SSH_AUTH_SOCK"]) return warning("no SSH agent and nothing in the environment", CURE);
    const { exitCode, stdout } = await run(["ssh-add", "-l"]);
    if (exitCode === 0) return ok(`agent with ${stdout.trim().split("\n").length} keys`);
    if (exitCode === 1)
      return warning("the SSH agent has no keys", "ssh-add the key of the hosts.");
    if (exitCode === 127) return ok("agent (there is no ssh-add to ask it)");
    return warning(`no agent answers at SSH_AUTH_SOCK (${env["SSH_AUTH_SOCK"]})`, CURE);
  },
};
