/** A configuration of Terraform's command line that takes these providers from the mirror, and all others from where they are. */
export function cliConfiguration(mirror: string, addresses: readonly string[]): string {
  const list = JSON.stringify(addresses, null, 1).replaceAll(/\s+/g, " ");
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ${list}
  }
  direct {
    exclude = ${list}
  }
}
`;
}
