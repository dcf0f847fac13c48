/** Announces a part of the demo. */
export function title(text) {
  console.log(`\n== ${text}`);
}

/** What a plan does: objects by type, then the steps that it announces. */
export function showPlan({ actions, objects }) {
  const { add, change, destroy } = actions;
  console.log(`Plan: ${add} to add, ${change} to change, ${destroy} to destroy.`);
  for (const { address, actions: words, steps } of objects) {
    console.log(`  ${words.join("/").padEnd(7)} ${address}`);
    for (const step of steps)
      console.log(`            ${step ?? "(a step that is known once the image is)"}`);
  }
}

/** Nodes as a table. */
export function showNodes(nodes) {
  for (const { name, role, ready, version } of nodes) {
    console.log(
      `  ${name.padEnd(12)} ${role.padEnd(14)} ${(ready ? "Ready" : "NotReady").padEnd(9)} ${version}`,
    );
  }
}

/** Steps × hosts in seconds, the steps in the order of their first end; what took no time is left out. */
export function showTimings(steps) {
  const told = steps.filter(({ seconds }) => seconds >= 0.05);
  const hosts = [...new Set(told.map(({ host }) => host))].sort();
  const names = [...new Set(told.map(({ step }) => step))];
  const cell = (host, name) => {
    const sum = told
      .filter((entry) => entry.host === host && entry.step === name)
      .reduce((total, { seconds }) => total + seconds, 0);
    return (sum === 0 ? "" : sum.toFixed(1)).padStart(10);
  };
  console.log(`  ${"seconds".padEnd(26)}${hosts.map((host) => host.padStart(10)).join("")}`);
  for (const name of names) {
    console.log(`  ${name.padEnd(26)}${hosts.map((host) => cell(host, name)).join("")}`);
  }
}
