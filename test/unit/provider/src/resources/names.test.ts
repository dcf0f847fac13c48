import type { PlainConfig } from "../../../../../provider/sdk/testing";
import { encodeImageMount } from "../../../../../provider/src/domain/image-mount";
import { aMount, anAppMount } from "../../../../support/builders";
import { aTerraform, hostConfig } from "./terraform";

const HOST = "ssh://192.0.2.1/1#SHA256:key";
const member = { cluster_id: "1", control_plane: [HOST] };
const rootfs = encodeImageMount(aMount());
const image = encodeImageMount(anAppMount());

const PLACES: Readonly<Record<string, (name: string) => readonly [string, PlainConfig]>> = {
  "the name of an application": (name: string) => ["sealos_app", { ...member, image, name }],
  "the name of a cluster": (name: string) => [
    "sealos_cluster",
    { name, rootfs, control_plane: { "cp-1": HOST } },
  ],
  "the name of a host's cluster": (name: string) => [
    "sealos_host",
    hostConfig({ cluster_name: name }),
  ],
  "a host name": (hostname: string) => ["sealos_host", hostConfig({ hostname })],
  "the name of a node": (name: string) => [
    "sealos_node",
    { ...member, host_id: HOST, role: "worker", name },
  ],
  "the name of a control plane": (name: string) => [
    "sealos_cluster",
    { rootfs, control_plane: { [name]: HOST } },
  ],
};

const HOSTILE = [
  "../../../../etc",
  "..",
  "-rf",
  "",
  "a/b",
  "a b",
  "a\nb",
  "$(id)",
  "`id`",
  "a;b",
  "a'b",
];

describe.each(Object.entries(PLACES))("%s", (_, place) => {
  const errorsOf = async (name: string): Promise<readonly string[]> => {
    const { core } = await aTerraform();
    const [type, config] = place(name);
    const diagnostics = await core.validate(type, config);
    return diagnostics.map(({ detail }) => detail);
  };

  it("may be an ordinary one", async () => {
    expect(await errorsOf("web-1.prod")).toEqual([]);
  });

  it.each(HOSTILE)("cannot leave its place: %j is refused with the rule", async (name) => {
    expect((await errorsOf(name)).join()).toMatch(/letters, digits, dots/);
  });
});
