/** Whether a version is that one or newer; `1.10.0-rc1` counts as `1.10.0`. */
export function isAtLeast(version: string, wanted: string): boolean {
  return version.localeCompare(wanted, "en", { numeric: true }) >= 0;
}
