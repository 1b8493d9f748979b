/** The style sheet of the report, for wide and narrow, light and dark screens and for paper. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1d2733; --soft: #66727f; --rule: #dde3e9; --paper: #fff; --line: #2463a6; --band: #2463a61f; --mark: #d1242f; }
@media (prefers-color-scheme: dark) { :root { --ink: #dce3ea; --soft: #8f9ba8; --rule: #2c3641; --paper: #141a20; --line: #6cb0f5; --band: #6cb0f526; --mark: #ff6b6b; } }
body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .3rem; } small, .note, time { color: var(--soft); font-weight: normal; }
.plot { display: grid; grid-template: 15rem 1.5rem / 4rem 1fr; padding: .5rem .7rem 0 0; font-size: 12px; line-height: 1; color: var(--soft); white-space: nowrap; }
.plot svg { display: block; width: 100%; height: 100%; overflow: visible; } .plot path { fill: none; vector-effect: non-scaling-stroke; stroke-linejoin: round; } .rules { stroke: var(--rule); } .line { stroke: var(--line); stroke-width: 1.2px; } .band { fill: var(--band); } .dot { stroke: var(--mark); stroke-opacity: .8; stroke-width: 8px; stroke-linecap: round; }
.x, .y { position: relative; } .x { grid-column: 2; } .plot span { position: absolute; } .y span { right: .5rem; transform: translateY(-50%); } .x span { top: .6rem; transform: translateX(-50%); } .x .first { transform: translateX(-.5rem); } .x .last { transform: translateX(calc(.5rem - 100%)); }
section { break-inside: avoid; } ol { margin: .3rem 0; padding-left: 2rem; } time { font-variant-numeric: tabular-nums; margin-right: .5rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--rule); vertical-align: top; }
td:nth-child(2), td:nth-child(3), td:nth-child(4), th:nth-child(2), th:nth-child(3), th:nth-child(4) { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th, td:nth-child(5) { white-space: nowrap; } td:nth-child(6) { min-width: 14rem; } td:first-child { min-width: 12rem; } a { color: var(--line); } .problems { color: var(--mark); } .notes { color: var(--soft); }
@media (max-width: 44rem) {
body { margin-top: 1rem; } .wide-only { display: none; } ul, ol { padding-left: 1.4rem; }
thead { display: none; } tr { display: block; padding: .4rem 0; border-bottom: 1px solid var(--rule); } td { display: inline; padding: 0 .6rem 0 0; border: 0; } td:first-child, td:nth-child(6) { display: block; } td:nth-child(5) { white-space: normal; } td:empty { display: none; }
td:nth-child(n+2):nth-child(-n+5)::before { color: var(--soft); } td:nth-child(2)::before { content: "values "; } td:nth-child(3)::before { content: "outliers "; } td:nth-child(4)::before { content: "score "; } td:nth-child(5)::before { content: "expected "; }
}
`;
