import { writeFileSync } from "node:fs";
import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import { join } from "node:path";
import { startAnsweringCluster, type AnsweringCluster } from "../../support/answering-cluster";
import { machineId, nodeName, STANDING_VERSION, standingStack } from "../../support/standing-stack";
import { openWorkspace, type TerraformWorkspace } from "../../support/terraform-workspace";

const HOSTS = 12;
let cluster: AnsweringCluster;
let workspace: TerraformWorkspace;
/** Stands where all hosts are said to be; whoever comes is counted and sent away. */
let door: Server;
let visits: number;

beforeAll(async () => {
  cluster = await startAnsweringCluster();
  cluster.setNodes(
    Array.from({ length: HOSTS }, (_, index) => ({
      name: nodeName(index),
      machineId: machineId(index),
      version: STANDING_VERSION,
    })),
  );
});

afterAll(() => cluster.dispose());

beforeEach(async () => {
  visits = 0;
  door = createServer((socket) => {
    visits += 1;
    socket.destroy();
  }).listen(0, "127.0.0.1");
  await once(door, "listening");
  cluster.takeCommands();
  workspace = openWorkspace();
});

afterEach(() => {
  door.close();
  workspace.remove();
});

/** Plans hosts that are ready; `change` is made to the text of their state. */
async function planReadyHosts(withNodes: boolean, change = (state: string) => state) {
  const { port } = door.address() as AddressInfo;
  const locate = () => ({ address: "127.0.0.1", port });
  const { configuration, state } = standingStack({ hosts: HOSTS, cluster, withNodes, locate });
  writeFileSync(join(workspace.folder, "terraform.tfstate"), change(state));
  return workspace.plan(configuration);
}

describe("a plain refresh", () => {
  it("opens no connection to hosts that are ready", async () => {
    const { text, actions } = await planReadyHosts(false);
    expect(text).toContain("No changes.");
    expect(actions).toEqual({});
    expect(visits).toBe(0);
    expect(cluster.takeCommands()).toEqual([]);
  });

  it("asks the cluster once for all its nodes, over one connection", async () => {
    const { text } = await planReadyHosts(true);
    expect(text).toContain("No changes.");
    expect(visits).toBe(0);
    const commands = cluster.takeCommands();
    expect(new Set(commands.map(({ connection }) => connection)).size).toBe(1);
    expect(commands.filter(({ line }) => line.includes("get nodes"))).toHaveLength(1);
  });

  it("does look at a host that is not ready", async () => {
    await planReadyHosts(false, (state) => state.replace('"ready":true', '"ready":false'));
    expect(visits).toBeGreaterThan(0);
  });
});
