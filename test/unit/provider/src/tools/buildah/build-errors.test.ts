import {
  archiveFailed,
  buildFailed,
  pushFailed,
} from "../../../../../../provider/src/tools/buildah/build-errors";
import { describeRefusal } from "../../../../../support/images/describe-refusal";

describe("a build that failed", () => {
  test.each([
    [
      'error running container: exec container process "/bin/sh": Exec format error',
      /^Platform Cannot Be Run \| platforms: on builder, for linux\/arm64: .*qemu-user-static/,
    ],
    [
      'error running container: from  creating container for [/bin/sh -c true]: : exec: no command\nError: building at STEP "RUN true": while running runtime: exit status 1',
      /^Container Runtime Is Missing \| kubefile: /,
    ],
    [
      'Error: building at STEP "RUN true": while running runtime: exec: "crun": executable file not found in $PATH',
      /^Container Runtime Is Missing \| kubefile: .*BUILDAH_ISOLATION/,
    ],
    [
      'Error: building at STEP "COPY a .": checking on sources under "/c": copier: stat: "/a": no such file or directory',
      /^File Not In The Context \| kubefile: /,
    ],
    [
      "Error: committing container: writing blob: write /var/tmp/x: no space left on device",
      /^Disk Full \| context: .*\/var\/tmp/,
    ],
    [
      "Error: creating build container: initializing source docker://a/b:1: reading manifest 1 in a/b: manifest unknown",
      /^Image Not Found \| kubefile: .*a base image cannot be had/,
    ],
    ["Error: something else", /^Image Not Built \| kubefile: .*something else/],
  ])("with %j says what is to blame, and what to do", (said, message) => {
    expect(describeRefusal(buildFailed("builder", "linux/arm64", said))).toMatch(message);
  });
});

test.each([
  [
    "Error: trying to reuse blob: denied: requested access is denied",
    /^Registry Refused The Push \| push: .*registry_auth/,
  ],
  ["Error: unauthorized: authentication required", /^Registry Refused The Login \| push: /],
  ["Error: dial tcp 127.0.0.1:1: connect: connection refused", /^Registry Not Reachable \| push: /],
  ["Error: something else", /^Image Not Pushed \| push: /],
])("a push that failed with %j blames push", (said, message) => {
  expect(describeRefusal(pushFailed("builder", "r.example/a:1", said))).toMatch(message);
});

test.each([
  [
    "mkdir: cannot create directory '/proc/a': No such file or directory",
    /^Archive Not Written \| archive: \/a\/b/,
  ],
  ["Error: writing blob: no space left on device", /^Disk Full \| archive: .*untouched/],
])("an archive that failed with %j blames archive", (said, message) => {
  expect(describeRefusal(archiveFailed("builder", "/a/b", said))).toMatch(message);
});
