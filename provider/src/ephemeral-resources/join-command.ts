import * as z from "zod/mini";
import {
  computed,
  defineEphemeralResource,
  defineSchema,
  optional,
  required,
  requireConfigured,
  type JsonValue,
} from "../../sdk";
import { parseHostIds } from "../domain/host-locator";
import { inviteNode, withdrawInvitation } from "../pipeline/invite-node";
import { durationType, hostIdType } from "../resources/attributes";
import type { Services } from "../resources/environment";

const schema = defineSchema({
  description:
    "A command by which a prepared machine joins a cluster, for machines that `sealos_node` does not manage. Its token lives while Terraform runs and is deleted when it ends: in plan as in apply a new one is made.",
  attributes: {
    control_plane: required(z.array(hostIdType), {
      description: "Ids of the hosts that are control planes. Any living one serves.",
    }),
    role: optional(z.enum(["control-plane", "worker"]), {
      description: "What the machine shall become. Default `worker`.",
    }),
    ttl: optional(durationType, {
      description: "How long the token lives should Terraform not end in order. Default `1h`.",
    }),
    command: computed(z.string(), { description: "The command line.", sensitive: true }),
    endpoint: computed(z.string(), { description: "Host and port of the API." }),
    token: computed(z.string(), { description: "The join token.", sensitive: true }),
    ca_cert_hash: computed(z.string(), {
      description: "`sha256:…` by which the machine knows the cluster's authority.",
    }),
    certificate_key: computed(z.string(), {
      description:
        "Key of the control planes' certificates, for a control plane; the cluster keeps them for two hours.",
      sensitive: true,
    }),
  },
});

/** `ephemeral.sealos_join_command`. */
export const joinCommandEphemeral = defineEphemeralResource<typeof schema, Services>({
  schema,

  async open({ config, configured, signal }) {
    const made = await inviteNode(requireConfigured(configured).pipeline, {
      controlPlanes: parseHostIds(config.control_plane),
      role: config.role ?? "worker",
      ttl: config.ttl ?? "1h",
      signal,
    });
    return {
      result: {
        ...config,
        command: made.command,
        endpoint: made.endpoint,
        token: made.token,
        ca_cert_hash: made.caCertHash,
        certificate_key: made.certificateKey ?? null,
      },
      private: { controlPlane: [...config.control_plane], tokenId: made.token.split(".")[0] ?? "" },
    };
  },

  async close({ private: session, configured, signal }) {
    const { controlPlane, tokenId } = session as unknown as Session;
    const { pipeline } = requireConfigured(configured);
    await withdrawInvitation(pipeline, parseHostIds(controlPlane), tokenId, signal);
    return {};
  },
});

/** What `close` needs; the id of a token is no secret. */
interface Session extends Readonly<Record<string, JsonValue>> {
  readonly controlPlane: readonly string[];
  readonly tokenId: string;
}
