import { firstLiving } from "../../../../../../provider/src/tools/kubectl";
import { createFakeRunner } from "../../../../../support/fake-runner";

const living = (host: string) => createFakeRunner(host).on(/get --raw=\/readyz/, { stdout: "ok" });
const dead = (host: string) =>
  createFakeRunner(host).on(/get --raw=\/readyz/, { error: new Error(`${host} is off`) });

describe("the first living control plane", () => {
  it("serves the call", async () => {
    const hosts = [dead("cp-1"), living("cp-2"), living("cp-3")];
    await expect(firstLiving(hosts, ({ host }) => Promise.resolve(host))).resolves.toBe("cp-2");
    expect(hosts[2]?.calls).toEqual([]);
  });

  it("is asked once only when the call fails, which may have changed something", async () => {
    const called: string[] = [];
    const call = ({ host }: { readonly host: string }) => {
      called.push(host);
      return Promise.reject(new Error("conflict"));
    };
    await expect(firstLiving([living("cp-1"), living("cp-2")], call)).rejects.toThrow("conflict");
    expect(called).toEqual(["cp-1"]);
  });

  it("is missed with a reason for each", async () => {
    const call = () => Promise.resolve();
    await expect(firstLiving([dead("cp-1"), dead("cp-2")], call)).rejects.toThrow(
      /None of the control planes cp-1, cp-2 answers .* cp-1 is off. cp-2 is off. Bring one of them back/,
    );
  });

  it("is not looked for after a cancel", async () => {
    const next = living("cp-2");
    const signal = AbortSignal.abort(new Error("cancelled"));
    await expect(
      firstLiving([dead("cp-1"), next], () => Promise.resolve(), { signal }),
    ).rejects.toThrow("cancelled");
    expect(next.calls).toEqual([]);
  });
});
