/** Certificates of a cluster that are to be renewed. */
export interface CertificateRenewal {
  /** When the first of them expires, by the last look; ISO 8601. */
  readonly expiresAt: string;
  /** Control planes with a certificate that expires before this time are renewed; ISO 8601. */
  readonly dueBefore: string;
}

/**
 * Whether certificates are to be renewed: when the first expires within `beforeMs` milliseconds of the last look. Both times
 * are of the same look, so that every plan that follows it says the same.
 */
export function dueRenewal(
  expiresAt: string,
  lookedAt: string,
  beforeMs: number,
): CertificateRenewal | null {
  const dueBefore = new Date(Date.parse(lookedAt) + beforeMs).toISOString();
  return Date.parse(expiresAt) < Date.parse(dueBefore) ? { expiresAt, dueBefore } : null;
}
