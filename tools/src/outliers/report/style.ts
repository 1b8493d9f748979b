/** The style sheet of the report, for light and dark screens and for paper. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1d2733; --soft: #66727f; --rule: #dde3e9; --paper: #fff; --line: #2463a6; --band: #2463a61f; --mark: #d1242f; }
@media (prefers-color-scheme: dark) { :root { --ink: #dce3ea; --soft: #8f9ba8; --rule: #2c3641; --paper: #141a20; --line: #6cb0f5; --band: #6cb0f526; --mark: #ff6b6b; } }
body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.6rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .3rem; overflow-wrap: anywhere; } small, .note, time { color: var(--soft); font-weight: normal; }
.wide { overflow-x: auto; } svg { display: block; width: 100%; min-width: 40rem; height: auto; } .line { fill: none; stroke: var(--line); stroke-width: 1.2; stroke-linejoin: round; } .band { fill: var(--band); }
circle { fill: var(--mark); fill-opacity: .75; stroke: var(--paper); } .axes line { stroke: var(--rule); } .axes text { fill: var(--soft); font-size: 11px; }
section { break-inside: avoid; } ol { margin: .3rem 0; padding-left: 2rem; } time { font-variant-numeric: tabular-nums; margin-right: .5rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--rule); vertical-align: top; }
td:nth-child(2), td:nth-child(3), td:nth-child(4), th:nth-child(2), th:nth-child(3), th:nth-child(4) { text-align: right; font-variant-numeric: tabular-nums; }
td:nth-child(5) { white-space: nowrap; } td:nth-child(6) { min-width: 14rem; } td:first-child { overflow-wrap: anywhere; min-width: 12rem; } a { color: var(--line); } .problems { color: var(--mark); }
`;
