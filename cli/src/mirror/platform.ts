import { UsageError } from "../command";

/** What a Terraform platform looks like where the provider, a script that starts Node, can run. */
const PLATFORM = /^(?:linux|darwin|freebsd|openbsd)_[a-z0-9]+$/;

/** The platform of a process, in Terraform's words: `linux_amd64`. */
export function platformOf(system: string, architecture: string): string {
  return `${system}_${architecture === "x64" ? "amd64" : architecture}`;
}

/** Refuses platforms that do not start scripts. */
export function requireUnix(platform: string): void {
  if (PLATFORM.test(platform)) return;
  throw new UsageError(
    `The platform is "${platform}"; it must be a Unix, such as linux_amd64 or darwin_arm64: the provider is a script that starts ` +
      "Node, which Windows does not run. Use WSL there.",
  );
}
