import { isFields, toFields } from "./fields";
import type { Fields, KubeadmDocuments } from "./fields";

// v1beta4 gathers time limits in `timeouts`; before it, the one for control plane components stood in
// ClusterConfiguration and the one for discovery in `discovery`.

/** Moves time limits from where v1beta2 and v1beta3 have them to where the model has them. */
export function gatherMovedFields(documents: KubeadmDocuments): KubeadmDocuments {
  const start = takeOut(documents.ClusterConfiguration, "apiServer", "timeoutForControlPlane");
  const discovery = takeOut(documents.JoinConfiguration, "discovery", "timeout");
  return {
    ...documents,
    ...(start && {
      ClusterConfiguration: start.rest,
      InitConfiguration: withTimeout(documents.InitConfiguration, CONTROL_PLANE, start.taken),
    }),
    ...(discovery && {
      JoinConfiguration: withTimeout(discovery.rest, DISCOVERY, discovery.taken),
    }),
  };
}

/**
 * Takes out what v1beta2 documents say of the time before CoreDNS was the only choice, where it says what
 * holds since: it has no field in later versions, and none is needed.
 */
export function withoutOldDefaults(documents: KubeadmDocuments): KubeadmDocuments {
  const cluster = documents.ClusterConfiguration;
  if (cluster === undefined) return documents;
  const dns = takeOut(cluster, "dns", "type");
  const plain = dns?.taken === "CoreDNS" ? dns.rest : cluster;
  const isHyperKube = plain["useHyperKubeImage"] === true;
  const ClusterConfiguration = isHyperKube ? plain : without(plain, "useHyperKubeImage");
  return { ...documents, ClusterConfiguration };
}

/** Moves time limits back for v1beta2 and v1beta3, which have two of them; the others become problems of writing. */
export function scatterMovedFields(documents: KubeadmDocuments): KubeadmDocuments {
  const start = takeOut(documents.InitConfiguration, "timeouts", CONTROL_PLANE);
  const discovery = takeOut(documents.JoinConfiguration, "timeouts", DISCOVERY);
  return {
    ...documents,
    ...(start && {
      InitConfiguration: start.rest,
      ClusterConfiguration: put(documents.ClusterConfiguration, "apiServer", {
        timeoutForControlPlane: start.taken,
      }),
    }),
    ...(discovery && {
      JoinConfiguration: put(discovery.rest, "discovery", { timeout: discovery.taken }),
    }),
  };
}

const CONTROL_PLANE = "controlPlaneComponentHealthCheck";
const DISCOVERY = "discovery";

function withTimeout(fields: Fields | undefined, name: string, value: Fields[string]): Fields {
  return put(fields, "timeouts", { [name]: value });
}

function put(fields: Fields | undefined, name: string, members: Fields): Fields {
  return { ...fields, [name]: { ...toFields(fields?.[name]), ...members } };
}

function takeOut(
  fields: Fields | undefined,
  outer: string,
  name: string,
): { readonly rest: Fields; readonly taken: Fields[string] } | undefined {
  const inner = fields?.[outer];
  if (!isFields(inner) || inner[name] === undefined) return undefined;
  const { [name]: taken = null, ...others } = inner;
  const isLast = Object.keys(others).length === 0;
  return { rest: isLast ? without(fields, outer) : { ...fields, [outer]: others }, taken };
}

function without(fields: Fields | undefined, name: string): Fields {
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([other]) => other !== name));
}
