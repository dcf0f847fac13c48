import type { FakeRunner } from "./fake-runner";

/** What a machine shows of itself to a look for drift. */
export interface FakeDrift {
  /** What differs from a manifest, by its file name, as the comparison prints it: `changed etc/a.conf`. */
  readonly differences: Map<string, string>;
  /** Units that neither run nor start with the machine. */
  readonly deadUnits: Set<string>;
}

/** Commands that record the files of a machine, compare them, and ask for its units. */
export function knowDriftCommands(
  machine: FakeRunner & FakeDrift & { readonly files: Map<string, string> },
): void {
  machine
    .on(/ record-tree /, ({ argv }) => {
      const manifest = argv[5] ?? "";
      machine.files.set(manifest, "recorded");
      machine.differences.delete(nameOf(manifest));
      return { stdout: `sum-of-${nameOf(manifest)}\n` };
    })
    .on(/ check-tree /, ({ argv }) => {
      const manifest = argv[5] ?? "";
      if (!machine.files.has(manifest)) return { stdout: `record ${manifest}\n` };
      return { stdout: machine.differences.get(nameOf(manifest)) ?? "" };
    })
    .on("systemctl show", ({ argv }) => ({
      stdout: argv
        .slice(3)
        .map((unit) => unitText(unit, machine.deadUnits.has(unit.replace(".service", ""))))
        .join("\n"),
    }))
    .on(/ start-kubelet$/, {});
}

function unitText(id: string, isDead: boolean): string {
  const [active, file] = isDead ? ["inactive", "disabled"] : ["active", "enabled"];
  return `Id=${id}\nLoadState=loaded\nActiveState=${active}\nUnitFileState=${file}\n`;
}

function nameOf(manifest: string): string {
  return manifest.split("/").at(-1) ?? "";
}
