import { hasMajority, listMembers, removeMember } from "../../../../../../provider/src/tools/etcd";
import { createFakeRunner } from "../../../../../support/fake-runner";

const member = (id: string, name: string) => ({
  ID: id,
  name,
  peerURLs: [`https://${name}:2380`],
  clientURLs: [`https://${name}:2379`],
});
const answer = (...members: object[]) => JSON.stringify({ header: { raft_term: "2" }, members });
const BOTH = answer(member("15605283837629904139", "cp-1"), member("9", "cp-2"));

const withCurl = () => createFakeRunner().on("sh -c command -v", { stdout: "/usr/bin/curl\n" });

describe("members of etcd", () => {
  it("are listed by curl, ids beyond what a number holds included", async () => {
    const host = withCurl().on("curl", { stdout: BOTH });
    await expect(listMembers(host)).resolves.toEqual([
      {
        id: "15605283837629904139",
        name: "cp-1",
        peerUrls: ["https://cp-1:2380"],
        clientUrls: ["https://cp-1:2379"],
        isLearner: false,
      },
      expect.objectContaining({ id: "9", name: "cp-2" }),
    ]);
    expect(host.lines.at(-1)).toMatch(/https:\/\/127.0.0.1:2379\/v3\/cluster\/member\/list$/);
    expect(host.calls.at(-1)?.stdin.toString()).toBe("{}");
  });

  it("are listed by openssl where there is no curl", async () => {
    const host = createFakeRunner()
      .on("sh -c command -v", { stdout: "/usr/bin/openssl\n" })
      .on("timeout 15 openssl s_client", {
        stdout: `HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n${BOTH}`,
      });
    await expect(listMembers(host)).resolves.toHaveLength(2);
    expect(host.calls.at(-1)?.stdin.toString()).toBe(
      "POST /v3/cluster/member/list HTTP/1.0\r\nHost: 127.0.0.1:2379\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
    );
  });

  it("are removed by id", async () => {
    const host = withCurl()
      .on(/member\/list$/, { stdout: BOTH })
      .on(/member\/remove$/, { stdout: answer(member("15605283837629904139", "cp-1")) });
    await expect(removeMember(host, "9")).resolves.toHaveLength(1);
    expect(host.calls.at(-1)).toMatchObject({ verb: "exec", stdin: Buffer.from('{"ID":"9"}') });
  });

  it("are left alone when they are gone already", async () => {
    const host = withCurl().on(/member\/list$/, { stdout: BOTH });
    await expect(removeMember(host, "12")).resolves.toHaveLength(2);
    host.verify();
  });

  it.each([
    [
      { stdout: '{"error":"etcdserver: unhealthy cluster","code":14}' },
      /It said: .*unhealthy cluster/,
    ],
    [
      { exitCode: 7, stderr: "curl: (7) Failed to connect" },
      /It said: curl: \(7\) Failed to connect/,
    ],
    [{ exitCode: 28 }, /It did not answer/],
    [{ stdout: "{}" }, /It said: {}/],
  ])("are not known when etcd refuses (%j)", async (response, message) => {
    const host = withCurl().on("curl", response);
    await expect(listMembers(host)).rejects.toThrow(message);
  });

  it("cannot be asked for on a host that has neither program", async () => {
    const host = createFakeRunner("cp-7").on("sh -c command -v", { exitCode: 127 });
    await expect(listMembers(host)).rejects.toThrow(
      /cp-7: .*by curl or openssl, and the host has neither/,
    );
  });

  it.each([
    [1, 1, true],
    [1, 2, false],
    [2, 3, true],
    [1, 3, false],
    [2, 4, false],
  ])("have a majority with %i of %i: %s", (alive, all, expected) => {
    expect(hasMajority(alive, all)).toBe(expected);
  });
});
