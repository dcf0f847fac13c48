/** The look of the page: readable on light and dark screens, and on paper. */
export const STYLE = `
:root { color-scheme: light dark; --page: #ffffff; --text: #1f2328; --soft: #59636e; --line: #d1d9e0; --card: #f6f8fa;
  --create: #1a7f37; --update: #9a6700; --replace: #8250df; --delete: #cf222e; --none: #59636e; }
@media (prefers-color-scheme: dark) { :root { --page: #0d1117; --text: #f0f6fc; --soft: #9198a1; --line: #3d444d; --card: #151b23;
  --create: #3fb950; --update: #d29922; --replace: #ab7df8; --delete: #f85149; --none: #9198a1; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0; } .soft { color: var(--soft); } code { font-family: ui-monospace, monospace; font-size: .9em; }
table { border-collapse: collapse; width: 100%; } .wide { overflow-x: auto; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 600; } td:last-child:not(:nth-child(3)) { white-space: nowrap; } td ol { margin: 0; padding-left: 1.3rem; }
ul { margin: .25rem 0; padding-left: 1.2rem; } li.harsh { font-weight: 600; }
.cluster { background: var(--card); border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; padding: .75rem 1rem; }
.boxes { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: .4rem; }
.box { border: 1px solid; border-left-width: 5px; border-radius: 4px; padding: .1rem .5rem; }
.create, .import { color: var(--create); } .update { color: var(--update); } .replace { color: var(--replace); }
.delete, .forget { color: var(--delete); } .none { color: var(--none); }
.level { border: 1px solid; border-radius: 4px; font-weight: 600; padding: 0 .4rem; }
.level.low { color: var(--none); } .level.medium { color: var(--update); }
.level.high, .level.critical { color: var(--delete); }
`;
