import type { LayerEntry } from "./oci-layout";

/** Layers that try to harm whoever unpacks them, and how the attempt must end. */
export interface HostileLayers {
  readonly layers: readonly Readonly<Record<string, LayerEntry>>[];
  /** Matches the refusal; or, where the unpacking of images renders the attempt harmless, what is left of it. */
  readonly outcome: RegExp;
}

const REFUSED = "must not be unpacked as root on a host";
const UP = "../".repeat(12);

/** Attempts by name. A path that would be written outside is always called `hostile-escape`. */
export const HOSTILE_LAYERS: Readonly<Record<string, HostileLayers>> = {
  "a path that climbs out": {
    layers: [{ ok: "1", [`${UP}tmp/hostile-escape`]: "x" }],
    outcome: /^contained: .*file tmp\/hostile-escape/,
  },
  "an absolute path": {
    layers: [{ ok: "1", "/tmp/hostile-escape": "x" }],
    outcome: /^contained: .*file tmp\/hostile-escape/,
  },
  "an absolute symlink": {
    layers: [{ "etc/passwd": { type: "symlink", linkname: "/etc/passwd" } }],
    outcome: new RegExp(`${REFUSED}.*"etc/passwd": a symlink must be relative`),
  },
  "a symlink that climbs out": {
    layers: [{ "etc/up": { type: "symlink", linkname: "../../tmp" } }],
    outcome: new RegExp(`${REFUSED}.*"etc/up": a symlink must stay below the root`),
  },
  "a symlink that climbs out through another": {
    layers: [
      {
        "a/here": { type: "symlink", linkname: "." },
        "a/up": { type: "symlink", linkname: "here/here/../../hostile-escape" },
      },
    ],
    outcome: new RegExp(`${REFUSED}.*"a/up": a symlink must stay below the root`),
  },
  "a file written through a symlink of an earlier layer": {
    layers: [{ out: { type: "symlink", linkname: "/tmp" } }, { "out/hostile-escape": "x" }],
    outcome: /contained: |must not be unpacked/,
  },
  "a hard link to a file outside": {
    layers: [{ ok: "1", shadow: { type: "link", linkname: `${UP}etc/hostname` } }],
    outcome: /cannot be unpacked below its root/,
  },
  "a device node": {
    layers: [{ "dev/disk": { type: "block-device", devmajor: 254, devminor: 0 } }],
    outcome: new RegExp(`${REFUSED}.*"dev/disk": devices, fifos and sockets`),
  },
  "a fifo where a config is read": {
    layers: [{ "config.yml": { type: "fifo" } }],
    outcome: new RegExp(`${REFUSED}.*"config.yml": devices, fifos and sockets`),
  },
  "a setuid program": {
    layers: [{ "bin/su": { content: "x", mode: 0o4755 } }],
    outcome: new RegExp(`${REFUSED}.*"bin/su": setuid and setgid`),
  },
  "a setgid program": {
    layers: [{ "bin/wall": { content: "x", mode: 0o2755 } }],
    outcome: new RegExp(`${REFUSED}.*"bin/wall": setuid and setgid`),
  },
  "a name with a line end": {
    layers: [{ "etc/a\nb": "x" }],
    outcome: new RegExp(`${REFUSED}.*"etc/a\\\\nb": a name must be printable`),
  },
  "a name that rings a bell": {
    layers: [{ "etc/a\u0007b": "x" }],
    outcome: new RegExp(`${REFUSED}.*"etc/a\\\\u0007b": a name must be printable`),
  },
  "names that a shell would obey": {
    layers: [{ "etc/$(touch hostile-escape)": "x", "etc/a;touch hostile-escape": "x" }],
    outcome: /^contained: .*file etc\/\$\(touch hostile-escape\)/,
  },
  "a loop of symlinks": {
    layers: [{ a: { type: "symlink", linkname: "b" }, b: { type: "symlink", linkname: "a" } }],
    outcome: new RegExp(`${REFUSED}.*"a": a symlink must stay below the root`),
  },
};
