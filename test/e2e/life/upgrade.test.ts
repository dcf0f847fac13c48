import type { Lab } from "../../../lab/open-lab";
import { KUBECTL } from "../../support/lab-cluster";
import { startRequests } from "../../support/request-loop";
import { describeRealCluster, type Nodes } from "../../support/scenarios/real-cluster";

const [FIRST, SECOND] = ["v1.20.2", "v1.20.15"] as const;
const NODES: Nodes = ["cp-1", "cp-2", "cp-3", "worker-1", "worker-2"];

describeRealCluster("a real cluster that is upgraded", [FIRST, SECOND], (cluster) => {
  // Offered before the cluster grows: where etcd loses its leader, the API server of 1.20.2 leaves watches of services hanging for minutes
  // (kubernetes/kubernetes#102539), and a service that is made then has no endpoints.
  test("begins with one control plane, two workers and an application", async () => {
    await cluster().apply(FIRST, "cp-1", "cp-1", "worker-1", "worker-2");
    await offerApplication(cluster().lab);
  }, 1_200_000);

  test("grows to three control planes", async () => {
    await cluster().apply(FIRST, "cp-1", ...NODES);
    await cluster().expectCluster(FIRST, ...NODES);
  }, 900_000);

  test("is upgraded while application and API are asked all the time", async () => {
    const { lab } = cluster();
    const requests = await startRequests(lab, 4);
    await cluster().apply(SECOND, "cp-1", ...NODES);
    for (const { name, sent, failed, failures } of await requests.stop()) {
      console.log(`${name}: ${sent} requests during the upgrade, ${failed} failed (${failures})`);
      expect(sent).toBeGreaterThan(50);
    }
    await cluster().expectCluster(SECOND, ...NODES);
  }, 1_800_000);

  test("goes on without its first control plane", async () => {
    const left: Nodes = ["cp-2", "cp-3", "worker-1", "worker-2"];
    await cluster().apply(SECOND, "cp-2", ...left);
    await cluster().expectCluster(SECOND, ...left);
  }, 900_000);

  test("ends without a trace on any host", () => cluster().expectNoTrace(), 600_000);
});

/** A service in front of the application, and a budget that keeps one of its pods through every drain. */
async function offerApplication(lab: Lab): Promise<void> {
  await lab.ssh(
    1,
    `${KUBECTL} expose deployment lab-app --name=lab-app --port=80 --target-port=8080`,
  );
  await lab.ssh(
    1,
    `${KUBECTL} create poddisruptionbudget lab-app --selector=app=lab-app --min-available=1`,
  );
}
