import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildForTest } from "../support/protocol-client/build-for-test";
import { callProvider } from "../support/protocol-client/core-client";
import { StartedProviders } from "../support/protocol-client/started-providers";

const providers = new StartedProviders();
let executable: string;

beforeAll(() => {
  executable = buildForTest("provider/src/main.ts", "sealos");
});
afterEach(() => providers.endAll());
afterAll(() => rmSync(dirname(executable), { recursive: true }));

describe("a provider without a collector of spans", () => {
  it("starts, answers and validates without the code for it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "without-"));
    try {
      cpSync(dirname(executable), folder, { recursive: true });
      const chunk = join(folder, "lib/create-telemetry.cjs");
      expect(existsSync(chunk)).toBe(true);
      rmSync(chunk);
      const environment = {
        OTEL_EXPORTER_OTLP_ENDPOINT: undefined,
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: undefined,
      };
      const provider = providers.start(join(folder, "terraform-provider-sealos"), { environment });
      const client = await provider.connect();
      const { provider: schema } = await callProvider(client, "GetProviderSchema", {});
      expect(schema?.block?.attributes.map(({ name }) => name)).toContain("event_log");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
