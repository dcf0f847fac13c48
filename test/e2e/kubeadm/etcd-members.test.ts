import { listMembers, removeMember } from "../../../provider/src/tools/etcd";
import { openControlPlane } from "./real-control-plane";
import type { RealControlPlane } from "./real-control-plane";

let controlPlane: RealControlPlane;

beforeAll(async () => {
  controlPlane = await openControlPlane();
  await controlPlane.startEtcd();
});
afterAll(() => controlPlane.close());

describe.each(["curl", "openssl"])("the members of a real etcd, asked by %s", (program) => {
  const host = () => controlPlane.runner("sh", "timeout", program);

  it("are listed", async () => {
    await expect(listMembers(host())).resolves.toEqual([
      {
        id: expect.stringMatching(/^\d{5,}$/) as string,
        name: "cp-1",
        peerUrls: [expect.stringMatching(/^https:/)],
        clientUrls: [`https://127.0.0.1:${controlPlane.etcdPort}`],
        isLearner: false,
      },
    ]);
  });

  it("stay when a member that is not there is removed", async () => {
    await expect(removeMember(host(), "12")).resolves.toHaveLength(1);
  });

  it("stay, with etcd's own words, when it refuses", async () => {
    const [only] = await listMembers(host());
    await expect(removeMember(host(), only!.id)).rejects.toThrow(
      /etcd did not do \/v3\/cluster\/member\/remove. It said: .*not enough started members/,
    );
    await expect(listMembers(host())).resolves.toHaveLength(1);
  });
});
