import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a real browser made of a page. */
export interface BrowserPage {
  /** The document after it was laid out, as HTML. */
  readonly dom: string;
  /** What the browser said on its error stream: blocked resources, script errors. */
  readonly said: string;
}

/** Whether the browser is there; `npm test` installs it. */
export function hasChromium(): boolean {
  return spawnSync("chromium", ["--version"]).status === 0;
}

/** Opens a file in a headless Chromium without a network and keeps a picture of it; `dark` asks for the dark look. */
export function openInChromium(
  file: string,
  screenshot: string,
  { dark = false }: { readonly dark?: boolean } = {},
): BrowserPage {
  const profile = mkdtempSync(join(tmpdir(), "chromium-"));
  const common = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--enable-logging=stderr",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    `--user-data-dir=${profile}`,
    "--window-size=1280,1600",
    ...(dark ? ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] : []),
  ];
  const run = (
    ...args: readonly string[]
  ): { readonly stdout: string; readonly stderr: string } => {
    const { status, stdout, stderr } = spawnSync(
      "chromium",
      [...common, ...args, `file://${file}`],
      {
        encoding: "utf8",
        timeout: 60_000,
        maxBuffer: 64 << 20,
      },
    );
    if (status !== 0) throw new Error(`chromium ended with ${String(status)}: ${stderr}`);
    return { stdout, stderr };
  };
  try {
    run(`--screenshot=${screenshot}`);
    const { stdout, stderr } = run("--dump-dom");
    return { dom: stdout, said: stderr };
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}
