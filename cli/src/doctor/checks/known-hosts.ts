import { join } from "node:path";
import { ok, warning, type Check } from "../check";

/** What verifies hosts that declare no key. */
export const knownHosts: Check = {
  name: "Known hosts",
  look({ home, readFile }) {
    const path = join(home, ".ssh/known_hosts");
    const lines = (readFile(path) ?? "").split("\n").filter((line) => /^[^#\s]/.test(line));
    if (lines.length > 0) return ok(`${lines.length} in ${path}`);
    return warning(
      `none in ${path}: the key of the first contact is trusted, and required from then on`,
      "Declare host_key on hosts, or fill the file from a source that you trust.",
    );
  },
};
