import { ok, warning, type Check } from "../check";
import { isAtLeast } from "../is-at-least";

/** A setting that older Nodes pay for at every start, and Terraform starts a provider four times in one apply. */
export const extraCertificates: Check = {
  name: "Start of Node",
  look({ env, nodeVersion }) {
    if (!env["NODE_EXTRA_CA_CERTS"] || isAtLeast(nodeVersion, "22")) return ok("nothing slows it");
    return warning(
      "NODE_EXTRA_CA_CERTS costs about 40 ms at each start of the provider",
      "Use Node 22, or unset it for Terraform: the provider needs no certificates of others.",
    );
  },
};
