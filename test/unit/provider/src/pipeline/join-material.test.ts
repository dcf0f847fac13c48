import { awaitSignature } from "../../../../../provider/src/pipeline/join-material";
import { createFakeRunner } from "../../../../support/fake-runner";

const TOKEN = { token: "abcdef.0123456789abcdef" };

describe("the signature of a join token", () => {
  it("is waited for until the cluster has published it", async () => {
    const api = createFakeRunner();
    const answers = [{}, { kubeconfig: "…" }, { "jws-kubeconfig-abcdef": "signed" }];
    api.on(/cluster-info/, () => ({ stdout: JSON.stringify({ data: answers.shift() }) }));
    await awaitSignature(api, TOKEN, new AbortController().signal);
    expect(answers).toEqual([]);
  });

  it("is not waited for once the run is interrupted", async () => {
    const api = createFakeRunner();
    api.on(/cluster-info/, () => ({ stdout: "" }));
    const interrupted = AbortSignal.abort(new Error("interrupted"));
    await expect(awaitSignature(api, TOKEN, interrupted)).rejects.toThrow("interrupted");
  });
});
