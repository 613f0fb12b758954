/// How a page looks: on light and dark screens, narrow ones, and on paper.
enum HTMLStyle {
  static let sheet = """
    :root { color-scheme: light dark; --ground: #ffffff; --text: #1b1f24; --quiet: #59636e;
      --line: #d1d9e0; --tint: #f6f8fa; --sure: #2f6db3; --open: #a9c7ea; --score: #0f3b6b; }
    @media (prefers-color-scheme: dark) {
      :root { --ground: #14181d; --text: #e6e9ec; --quiet: #9aa4ae; --line: #39424c;
        --tint: #1d232a; --sure: #4f8fd6; --open: #2a4a6e; --score: #d5e6fa; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--ground); color: var(--text);
      font: 16px/1.5 system-ui, sans-serif; }
    main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
    h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 1rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; border-bottom: 1px solid var(--line);
      padding-bottom: .2rem; }
    h3 { font-size: 1.05rem; margin: 1.4rem 0 .4rem; }
    p, ul, ol { margin: .5rem 0; }
    li { margin: .3rem 0; }
    small { color: var(--quiet); font-size: .85em; }
    small a { color: inherit; } a { color: var(--sure); overflow-wrap: anywhere; }
    :target, li:has(> :target) { background: var(--tint); }
    code, pre { font: .9em/1.45 ui-monospace, monospace; }
    code { background: var(--tint); padding: .1em .3em; border-radius: .25em; overflow-wrap: anywhere; }
    pre { background: var(--tint); padding: .8rem 1rem; border-radius: .4em; overflow-x: auto;
      white-space: pre-wrap; }
    .table { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; margin: .6rem 0; }
    th, td { text-align: left; vertical-align: top; padding: .35rem .6rem;
      border-bottom: 1px solid var(--line); }
    th { font-weight: 600; }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    tr.sum td { font-weight: 600; border-bottom: none; }
    .bar { width: 12rem; height: .9rem; display: block; margin-top: .3rem; }
    .ground { fill: var(--tint); } .sure { fill: var(--sure); } .open { fill: var(--open); }
    .score { fill: var(--score); }
    @media print {
      :root { --ground: #ffffff; --text: #000000; --quiet: #444444; --line: #bbbbbb;
        --tint: #f2f2f2; --sure: #2f6db3; --open: #a9c7ea; --score: #0f3b6b; }
      body { font-size: 11px; } main { max-width: none; padding: 0; }
      h2, h3 { break-after: avoid; } tr, li { break-inside: avoid; }
      .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
    """
}
