/** The look of the report. Colours are named by what they stand for, once for each scheme. */
export const pageStyle = `
:root{color-scheme:light dark;--paper:#f6f5f1;--card:#fffefb;--ink:#1d232c;--soft:#59616e;--line:#dfdcd3;--faint:#ece9e1;
--right:#17805a;--abstained:#a3acbb;--wrong:#cc4a12;--here:#17805a;--second:#3d5bc7;--under:#17805a1f}
@media(prefers-color-scheme:dark){:root{--paper:#121417;--card:#1a1d21;--ink:#eceae5;--soft:#a3a8b1;--line:#343940;--faint:#282c32;
--right:#37b283;--abstained:#616b7b;--wrong:#f0763f;--here:#37b283;--second:#8fa5ff;--under:#37b28326}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:68rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .5rem;text-wrap:balance}
h2{font-size:1.1rem;line-height:1.3;margin:0 0 .35rem}
p{margin:0 0 .9rem;color:var(--soft);text-wrap:pretty}
header p{max-width:46rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.2rem,1fr));gap:.75rem;margin:1.5rem 0}
.tile{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:.75rem .9rem}
.tile dt{font-size:.9rem;font-weight:600}.tile dd{margin:0}
.tile strong{display:block;font-size:1.55rem;line-height:1.3;font-weight:650;white-space:nowrap;font-variant-numeric:tabular-nums}
.tile small{display:block;color:var(--soft);line-height:1.35}
.cards{display:grid;gap:1rem;align-items:start}
.column{display:grid;gap:1rem;align-items:start;min-width:0}
.card{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1.15rem 1.25rem;min-width:0}
.card h3{font-size:.95rem;margin:1.1rem 0 .35rem}
.card>p{font-size:.95rem}
svg{display:block;width:100%;max-width:34rem;height:auto;margin:.25rem auto 0;overflow:visible}
svg text{font-size:12.5px;fill:var(--ink)}
svg .tick,svg .name,svg .note{fill:var(--soft);font-size:12px;font-variant-numeric:tabular-nums}
svg .strong{font-weight:600}svg .over{paint-order:stroke;stroke:var(--card);stroke-width:5px;stroke-linejoin:round}
svg .grid{stroke:var(--faint)}svg .axis,svg .zero{stroke:var(--soft)}
svg .line{fill:none;stroke:var(--here);stroke-width:2.25;stroke-linejoin:round}
svg .under{fill:var(--under)}svg .drop{stroke:var(--abstained);stroke-dasharray:2 3}
svg .here,svg .dot{fill:var(--here);stroke:var(--card);stroke-width:1.5}
svg .line.second{stroke:var(--second)}svg .dot.second{fill:var(--second)}
svg .ideal{stroke:var(--soft);stroke-width:1.25}svg .threshold{stroke:var(--wrong);stroke-dasharray:5 4;stroke-width:1.5}
svg .right{fill:var(--right)}svg .abstained{fill:var(--abstained)}svg .wrong{fill:var(--wrong)}svg .count{fill:var(--abstained)}
svg .span{stroke-width:3.5;stroke-linecap:round}
svg .even .span{stroke:var(--abstained)}svg .even circle{fill:var(--abstained)}
svg .better .span{stroke:var(--right)}svg .better circle{fill:var(--right)}
svg .worse .span{stroke:var(--wrong)}svg .worse circle{fill:var(--wrong)}
svg .interval circle{stroke:var(--card);stroke-width:1.5}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1rem;font-size:.9rem}
.legend span{display:inline-flex;align-items:center;gap:.4rem}
.legend i{width:.8rem;height:.8rem;border-radius:.2rem}
.legend .right{background:var(--right)}.legend .abstained{background:var(--abstained)}.legend .wrong{background:var(--wrong)}
details{margin-top:.75rem;font-size:.9rem}summary{cursor:pointer;color:var(--soft)}
.scrolls{overflow-x:auto;margin-top:.5rem}
table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums;width:100%}
th,td{padding:.3rem .75rem .3rem 0;text-align:right;font-weight:400;border-bottom:1px solid var(--faint);vertical-align:top}
th:first-child{text-align:left}td{white-space:nowrap}th:last-child,td:last-child{padding-right:0}thead th{color:var(--soft);font-size:.85rem}
ul{margin:.25rem 0 .5rem;padding-left:1.1rem;color:var(--soft);font-size:.9rem}
code{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.85em;overflow-wrap:anywhere}
@media(min-width:56rem){.cards{grid-template-columns:1fr 1fr}.wide{grid-column:1/-1}.pair{display:grid;grid-template-columns:1fr 1fr;gap:2.5rem;align-items:start}}
@media(max-width:30rem){main{padding:1.5rem .6rem 3rem}header{padding:0 .25rem}.card{padding:1rem .8rem}.tiles{grid-template-columns:1fr 1fr;gap:.6rem}.tile{padding:.7rem .8rem}.tile:last-child:nth-child(odd){grid-column:1/-1}}
@media print{.card,.tile{break-inside:avoid}}`;
