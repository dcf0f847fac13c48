import { dueRenewal } from "../../../../../provider/src/domain/certificate-renewal";

const HOUR = 3_600_000;

describe("the renewal of certificates", () => {
  it("is due when the first expires within the given time of the last look", () => {
    expect(dueRenewal("2026-01-30T00:00:00.000Z", "2026-01-01T00:00:00.000Z", 720 * HOUR)).toEqual({
      expiresAt: "2026-01-30T00:00:00.000Z",
      dueBefore: "2026-01-31T00:00:00.000Z",
    });
  });

  it("is not due before", () => {
    expect(
      dueRenewal("2026-02-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z", 720 * HOUR),
    ).toBeNull();
  });
});
