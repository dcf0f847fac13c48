import { labImages, labPossible, openLab, type Lab } from "../../../lab/open-lab";
import { until } from "../../support/until";
import { sendK3s } from "./prepared-lab";

const level = labPossible() ? describe : describe.skip;
const CONFIG = "/etc/rancher/k3s/config.yaml";
const START =
  "systemd-run --quiet --unit=k3s --property=Type=notify --property=KillMode=process k3s";
const TOKEN = "server-secret";
const AGENT_TOKEN = "agent-secret";

level("the stand-in for k3s: a server, another one, an agent", () => {
  let lab: Lab;
  const address = (host: number) => lab.inventory.hosts[host - 1]!.address;
  const server = () => `https://${address(1)}:6443`;
  const configure = (host: number, options: Readonly<Record<string, unknown>>) =>
    lab.ssh(
      host,
      `mkdir -p /etc/rancher/k3s && cat >${CONFIG} <<'END'\n${JSON.stringify({ "node-name": `node${host}`, "node-ip": address(host), ...options })}\nEND`,
    );
  const refused = async (
    command: "server" | "agent",
    options: Readonly<Record<string, unknown>>,
  ) => {
    await configure(3, options);
    const { code, stderr } = await lab.run("ssh", "3", `timeout 20 k3s ${command}`);
    expect(code).toBe(1);
    return stderr;
  };
  const kubectl = (command: string) => lab.ssh(1, `k3s kubectl ${command}`);
  const nodesBecome = (expected: readonly string[]) =>
    until(async () => {
      const lines = (await kubectl("get nodes --no-headers")).trim().split("\n");
      const found = lines.map((line) => line.split(/\s+/).slice(0, 2).join(" "));
      return JSON.stringify(found) === JSON.stringify(expected);
    });
  const membersOf = () =>
    kubectl(
      "get nodes -o jsonpath='{.items[*].metadata.annotations.etcd\\.k3s\\.cattle\\.io/node-name}'",
    );
  const tokenOf = (name: string) => lab.ssh(1, `cat /var/lib/rancher/k3s/server/${name}`);

  beforeAll(async () => {
    const image = (await labImages("k3s-v1.20.2"))["k3s-v1.20.2"]!;
    lab = await openLab({ hosts: 3, index: 2 });
    sendK3s(lab, image.replace("oci:", ""));
  });
  afterAll(() => lab.down());

  it("says that it is one, and in which version", async () => {
    expect(await lab.ssh(1, "k3s --version")).toMatch(/^k3s version v1\.20\.2\+k3s1 \(stand-in\)/);
  });

  it("is founded by cluster-init, and shows tokens of the full form", async () => {
    await configure(1, {
      "cluster-init": true,
      token: TOKEN,
      "agent-token": AGENT_TOKEN,
      "tls-san": [address(1)],
    });
    await lab.ssh(1, `${START} server`);
    await nodesBecome(["node1 Ready"]);
    expect(await tokenOf("token")).toMatch(/^K10[0-9a-f]{64}::server:server-secret$/m);
    expect(await tokenOf("agent-token")).toMatch(/^K10[0-9a-f]{64}::node:agent-secret$/m);
  });

  it("refuses options that the command does not have", async () => {
    const agent = { server: server(), token: AGENT_TOKEN };
    expect(await refused("server", { disabel: "traefik" })).toContain("not defined: -disabel");
    expect(await refused("agent", { ...agent, "cluster-cidr": "10.1.0.0/16" })).toContain(
      "not defined: -cluster-cidr",
    );
  });

  it("refuses tokens of others, and a server whose authority is another", async () => {
    const agent = { server: server() };
    expect(await refused("agent", { ...agent, token: "wrong" })).toContain("not authorized");
    expect(await refused("server", { ...agent, token: AGENT_TOKEN })).toContain("not authorized");
    const other = `K10${"0".repeat(64)}::node:${AGENT_TOKEN}`;
    expect(await refused("agent", { ...agent, token: other })).toContain("CA hash does not match");
  });

  it("takes an agent in, and nobody else under its name", async () => {
    await configure(2, { server: server(), token: (await tokenOf("agent-token")).trim() });
    await lab.ssh(2, `${START} agent`);
    await nodesBecome(["node1 Ready", "node2 Ready"]);
    const impostor = { server: server(), token: AGENT_TOKEN, "node-name": "node2" };
    expect(await refused("agent", impostor)).toContain("Node password rejected");
  });

  it("takes a server in whose critical options are its own, and lets it go by an annotation", async () => {
    const joining = { server: server(), token: (await tokenOf("token")).trim() };
    expect(await refused("server", { ...joining, "service-cidr": "10.1.0.0/16" })).toContain(
      "critical configuration mismatched",
    );
    await configure(3, { ...joining, "agent-token": AGENT_TOKEN });
    await lab.ssh(3, `${START} server`);
    await nodesBecome(["node1 Ready", "node2 Ready", "node3 Ready"]);
    await until(async () => /node1-[0-9a-f]{8} node3-[0-9a-f]{8}/.test(await membersOf()));
    await kubectl("annotate node node3 etcd.k3s.cattle.io/remove=true");
    await until(async () => /^node1-[0-9a-f]{8}$/.test((await membersOf()).trim()));
    await lab.ssh(3, "systemctl stop k3s || true");
    await kubectl("delete node node3");
    await nodesBecome(["node1 Ready", "node2 Ready"]);
  });
});
