/** Says why a function name is refused, and what to do about it. */
export function refusalOf(name: string): string {
  for (const [reason, names] of reasons) {
    if (names.includes(name)) return reason;
  }
  return "neither Go's templates nor sprig have a function of this name, or this engine lacks it";
}

const reasons: readonly (readonly [string, readonly string[]])[] = [
  [
    "it is random, and a template must render the same every time; pass the value in as an environment variable",
    "randAlphaNum randAlpha randAscii randNumeric randInt randBytes shuffle uuidv4".split(" "),
  ],
  [
    "it depends on the clock or its time zone, and a template must render the same every time; pass the value in as an environment variable",
    (
      "now ago date date_in_zone date_modify dateInZone dateModify duration durationRound htmlDate " +
      "htmlDateInZone must_date_modify mustDateModify mustToDate toDate unixEpoch"
    ).split(" "),
  ],
  [
    "it makes keys or salts at random, and a template must render the same every time; make the secret outside and pass it in",
    (
      "bcrypt htpasswd genPrivateKey derivePassword buildCustomCert genCA genCAWithKey genSelfSignedCert " +
      "genSelfSignedCertWithKey genSignedCert genSignedCertWithKey encryptAES decryptAES"
    ).split(" "),
  ],
  [
    "it reads the environment of the machine that renders; pass the value in as an environment variable of the cluster",
    ["env", "expandenv"],
  ],
  ["it asks the network, and a template must render the same every time", ["getHostByName"]],
  ["no value in these templates is a function", ["call"]],
];
