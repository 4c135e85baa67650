// How a report looks: on a screen, and on paper, where most are read.

export const reportStyle = `:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#fff;color:#1c2227;font:15px/1.55 system-ui,-apple-system,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif}
main,header,footer,nav{max-width:62rem;margin:0 auto;padding:0 2rem}
header{padding-top:3rem}
h1{font-size:2rem;line-height:1.2;margin:0 0 .3rem}
h2{font-size:1.35rem;margin:2.6rem 0 .8rem;padding-bottom:.3rem;border-bottom:2px solid #0b6674;break-after:avoid}
h3{font-size:1.05rem;margin:1.8rem 0 .5rem;break-after:avoid}
h4{font-size:.95rem;margin:1.2rem 0 .3rem;break-after:avoid}
p,ul,ol,dl,table,figure,blockquote{margin:.6rem 0}
.about{font-size:1.05rem;color:#3d4852;white-space:pre-line}
a{color:#0b6674}
code,.code{font:.86em/1.45 ui-monospace,"SF Mono","Cascadia Mono",Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
.dim{color:#56626d}
sup{line-height:0;font-size:.72em}sup a{text-decoration:none;padding:0 .1em}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.2rem}
dt{color:#56626d}dd{margin:0;overflow-wrap:anywhere}
nav ol{columns:2;column-gap:3rem;padding-left:1.4rem;margin:.4rem 0}
nav h2{font-size:1rem;border:0;margin:1.6rem 0 0;padding:0}
table{border-collapse:collapse;width:100%;font-size:.86rem;line-height:1.4}
caption{text-align:left;color:#56626d;padding-bottom:.35rem}
th{text-align:left;font-weight:600;background:#eef2f4;border-bottom:1px solid #b9c3cb;padding:.3rem .5rem;vertical-align:bottom}
td{border-bottom:1px solid #dfe5e9;padding:.3rem .5rem;vertical-align:top;overflow-wrap:anywhere}
table.fixed{table-layout:fixed}table.fixed td code{font-size:.82em}table.fixed td.n{white-space:normal}
th.r,td.r{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
td.n{white-space:nowrap;font-variant-numeric:tabular-nums}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.8rem;margin:1rem 0;padding:0;list-style:none}
.figures li{border:1px solid #cfd6dc;border-radius:.4rem;padding:.6rem .8rem;break-inside:avoid}
.figures b{display:block;font-size:1.15rem;line-height:1.25;white-space:nowrap}
.callout{border-left:4px solid #56626d;background:#f3f5f7;padding:.55rem .9rem;margin:.7rem 0;break-inside:avoid}
.callout.good{border-color:#1d7039;background:#eef6f0}.callout.warn{border-color:#9a6700;background:#fbf4e2}.callout.grave{border-color:#b3261e;background:#fbeae8}
blockquote{border-left:3px solid #8a959f;margin-left:0;padding-left:.9rem}
figure{break-inside:avoid}svg{display:block;width:100%;height:auto}figcaption{color:#56626d;font-size:.86rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f3f5f7;border:1px solid #dfe5e9;border-radius:.3rem;padding:.6rem .8rem;margin:.4rem 0}
.query{margin:1.2rem 0}.query h3{margin:0 0 .2rem}
footer{margin-top:3rem;padding-bottom:3rem;color:#56626d;font-size:.86rem}
@page{size:A4;margin:18mm 15mm 20mm;@bottom-right{content:counter(page) " / " counter(pages);font:9pt system-ui,sans-serif;color:#56626d}}
@media print{
body{font-size:10pt;line-height:1.45;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main,header,footer,nav{max-width:none;padding:0}header{padding-top:0}
h2{margin-top:1.8rem}table{font-size:8pt}td,th{padding:.18rem .35rem}figcaption,footer{font-size:8.5pt}.figures{grid-template-columns:repeat(5,1fr);gap:.4rem}.figures b{font-size:12pt}.figures li{padding:.4rem .5rem;font-size:8.5pt}dl,pre{font-size:9pt}thead{display:table-header-group}thead,caption{break-after:avoid}tbody tr:first-child{break-before:avoid}tr,li,dd{break-inside:avoid}p{orphans:3;widows:3}
a{color:inherit}nav a,sup a{text-decoration:none}
footer{margin-top:1.5rem;padding-bottom:0}
}`;
