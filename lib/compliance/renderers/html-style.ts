import { darkColours, lightColours, pictureStyle } from "../../picture/svg";

const lightStatus = "--good:#146b3e;--watch:#7a5600;--bad:#b3261e;--none:#525e6c;--alarm:#fdecea;color-scheme:light;";
const darkStatus = "--good:#5fd49a;--watch:#f0c04a;--bad:#ff8a80;--none:#aab5c2;--alarm:#3a1512;color-scheme:dark;";

/** Colours reach the contrast of WCAG AA on their grounds, in light and dark; paper is always light. */
export const style = `
:root{${lightColours}${lightStatus}}
@media screen and (prefers-color-scheme:dark){:root{${darkColours}${darkStatus}}}
html[data-language=nl] [lang=en]:not(.keep,.label,.picture),html[data-language=en] [lang=nl]:not(.keep,.picture){display:none}
html:not([data-language]):not(:has(#en:target)) [lang=en]:not(.keep,.label,.picture),html:not([data-language]):has(#en:target) [lang=nl]:not(.keep,.picture){display:none}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif;overflow-wrap:anywhere}
main,.top{max-width:64rem;margin:0 auto;padding:0 1rem}
main{padding-bottom:4rem}
.top{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1rem;padding-top:.75rem;font-size:.875rem;color:var(--soft)}
.top p{margin:0}
nav a{display:inline-block;padding:.25rem .5rem;color:var(--accent)}
nav a[aria-current]{color:var(--ink);font-weight:600;text-decoration:none;border-bottom:2px solid var(--ink)}
a{color:var(--accent)}
a:focus-visible,summary:focus-visible,figure:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
h1{font-size:.95rem;font-weight:600;color:var(--soft);margin:1rem 0 .25rem;text-transform:uppercase;letter-spacing:.04em}
h2{font-size:1.7rem;line-height:1.2;margin:.75rem 0 .25rem}
h3{font-size:1.25rem;margin:2.5rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--line)}
h4{font-size:.875rem;color:var(--soft);margin:1.25rem 0 .25rem}
h5,h4.title{font-size:1rem;margin:0;color:inherit}
p{margin:.25rem 0}
small,.id,.label{font-size:.8125rem;color:var(--soft)}
code{font:.86em ui-monospace,SFMono-Regular,Menlo,"Liberation Mono",monospace}
.facts{color:var(--soft)}
.note{border-left:4px solid var(--accent);padding:.125rem 0 .125rem .75rem;color:var(--soft)}
.verdict{font-size:1.2rem;line-height:1.45;margin:.75rem 0;max-width:52rem}
.alarm{border:2px solid var(--bad);background:var(--alarm);border-radius:.5rem;padding:.5rem 1rem;margin:.75rem 0}
ul{padding-left:1.25rem}
ul.tiles,ul.checks,ul.waivers,ul.overview,ul.plain,ul.evidence{list-style:none;padding:0;margin:.25rem 0}
ul.tiles{display:flex;flex-wrap:wrap;gap:.5rem}
.tiles li{background:var(--panel);border:1px solid var(--line);border-radius:.5rem;padding:.375rem .875rem;flex:1 1 8rem;font-size:.9rem;line-height:1.3}
.tiles b{display:block;font-size:1.6rem;line-height:1.2}
.tiles .guaranteed b,.status.guaranteed{color:var(--good)}
.tiles .expected b,.status.expected,.tiles .waived b,.status.waived{color:var(--watch)}
.tiles .failed b,.status.failed,.tiles .unknown b,.status.unknown{color:var(--bad)}
.tiles .none b,.tiles .zero b,.status.not-applicable{color:var(--none)}
.status{font-weight:600;display:inline-grid;grid-template-columns:1.25em auto;align-items:start}
.status>[aria-hidden]{text-align:center}
h4,h5,dt,h2{hyphens:auto;overflow-wrap:break-word}
.suggested .status{color:var(--none)}
figure{margin:1rem 0;border:1px solid var(--line);border-radius:.5rem;padding:.5rem;overflow-x:auto}
figure svg{display:block;width:100%;min-width:46rem;height:auto}
figcaption{color:var(--soft);font-size:.875rem;margin-top:.25rem}
.checks>li{display:grid;grid-template-columns:minmax(0,17rem) 10.5rem minmax(0,1fr);gap:.25rem 1rem;padding:.625rem 0 .625rem .75rem;border-bottom:1px solid var(--line);border-left:4px solid transparent}
.checks>li.failed,.checks>li.unknown:not(.suggested),.checks>li.expired{border-left-color:var(--bad)}
.checks>li.waived{border-left-color:var(--watch)}
.todo{border-left:3px solid var(--watch);padding-left:.625rem}
.seen{border-left:3px solid var(--good);padding-left:.625rem}
.seen.attention{border-left-color:var(--bad)}
summary{cursor:pointer;color:var(--accent);width:fit-content;padding:.125rem 0}
.evidence li{padding:.25rem 0;border-top:1px dotted var(--line)}
.waivers li,.overview li{border:1px solid var(--line);border-left:4px solid var(--watch);border-radius:.25rem;padding:.375rem .75rem;margin:.5rem 0}
.overview li{border-left-color:var(--accent)}
.waivers li.expired,.waivers li.refused{border:2px solid var(--bad);border-left-width:8px;background:var(--alarm)}
.waivers li.unused{border-left-color:var(--none)}
dl{margin:.25rem 0}
dl>div{display:grid;grid-template-columns:minmax(0,17rem) minmax(0,1fr);gap:.125rem 1rem;padding:.375rem 0;border-bottom:1px solid var(--line)}
dt{font-weight:600}
dd{margin:0}
dd .plain{margin:0}
.kinds{columns:2 20rem;font-size:.875rem}
.kinds li{display:grid;grid-template-columns:2.75em minmax(0,1fr);align-items:baseline}
@media (max-width:40rem){.checks>li,dl>div{grid-template-columns:minmax(0,1fr)}h2{font-size:1.35rem}}
@media print{
@page{size:A4;margin:16mm 14mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#525e6c}}
body{font-size:9pt;line-height:1.4}
h5,h4.title{font-size:1em}
h4,.tiles li,.kinds,.facts,figcaption{font-size:.95em}
.verdict{font-size:1.15em}
h3{margin-top:1.25rem}
small,.id,.label,.evidence{font-size:7.5pt}
.evidence br{display:none}
.checks>li,dl>div{padding-top:.25rem;padding-bottom:.25rem}
main,.top{max-width:none;padding:0}
nav,summary{display:none}
details::details-content{content-visibility:visible;display:block}
h3,h4{break-after:avoid}
.checks>li,.waivers li,dl>div,figure,.tiles,.evidence li{break-inside:avoid}
.checks>li.long,dl>div.long{break-inside:auto}
.checks>li{grid-template-columns:13rem 8.5rem minmax(0,1fr)}
figure{border:0;padding:0;overflow:visible}
figure svg{min-width:0}
article+article{break-before:page}
a{color:inherit;text-decoration:none}
}
${pictureStyle}`;
