export * from "./app";
export * from "./cluster";
export * from "./distribution";
export * from "./drift-check";
export * from "./host";
export * from "./host-role";
export * from "./image-build";
export * from "./image-mount";
export * from "./meta-arguments";
export * from "./sealos-provider";
export * from "./ssh-login";
/** The bindings underneath, one namespace a resource: what the constructs do not offer. */
export * as sealos from "./generated";
