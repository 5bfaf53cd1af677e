namespace ContrastiveDsl.Reporting;

/// <summary>How a report looks, beside what all pages have.</summary>
internal static class ReportStyle
{
    /// <summary>The rules.</summary>
    internal static string Text { get; } =
        PlotTheme.Style
        + """

            header p { margin: .15rem 0; }
            h2 { font-size: 1.1rem; margin: 2.25rem 0 .5rem; padding-top: 1rem; border-top: 1px solid var(--line);
              overflow-wrap: anywhere; }
            .answer { border: 0; padding: .5rem 0; grid-template-columns: 6.5rem 1fr; }
            .answer ol { grid-template-columns: repeat(8, minmax(0, 1fr)); gap: .5rem; }
            .answer figcaption { font-size: .7rem; padding: .2rem .4rem .35rem; }
            .faint, figcaption { color: var(--faint); }
            .faint, .note { font-size: .875rem; margin: .25rem 0 .75rem; overflow-wrap: anywhere; }
            .note { border-left: 3px solid var(--bar); padding-left: .6rem; }
            .chip, .legend i { display: inline-block; width: .75em; height: .75em; border-radius: 50%;
              margin-right: .4em; }
            .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0 0 .75rem; padding: 0;
              font-size: .875rem; overflow-wrap: anywhere; }
            .figures, .maps { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
            .plot, .map { margin: 0; background: var(--card); border-radius: .5rem; padding: .6rem .6rem .3rem; min-width: 0; }
            .plot figcaption, .map figcaption { font-size: .8rem; }
            .plot figcaption b, .map figcaption b, .faint b { color: var(--ink); }
            .normal { font-size: .75rem; color: var(--faint); margin: .1rem 0 .25rem; }
            .drawing { position: relative; }
            svg { display: block; width: 100%; height: auto; }
            .map svg { max-height: 40rem; }
            .map ellipse { fill-opacity: .8; }
            .at { position: absolute; top: 3%; bottom: 10%; width: 1px; background: var(--faint); display: none;
              pointer-events: none; }
            .tip { position: absolute; z-index: 1; display: none; pointer-events: none; background: var(--paper);
              color: var(--ink); border: 1px solid var(--line); border-radius: .35rem; padding: .3rem .5rem;
              font-size: .75rem; max-width: 16rem; overflow-wrap: anywhere; font-variant-numeric: tabular-nums;
              box-shadow: 0 2px 8px rgb(0 0 0 / .25); }
            .tip div { display: flex; align-items: center; gap: .35rem; }
            .tip .chip { flex: none; margin: 0; }
            .tip .thumb { width: 7rem; height: 7rem; background-image: var(--sheet); image-rendering: pixelated; }
            .other { color: var(--run2); font-weight: 600; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; font-size: .875rem; }
            th, td { text-align: left; padding: .2rem .6rem .2rem 0; vertical-align: top; border-bottom: 1px solid var(--line); }
            th { font-weight: 600; } thead th { color: var(--faint); font-weight: 500; }
            .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            td.in { padding-left: 1rem; }
            .views { table-layout: fixed; width: 100%; max-width: 60rem; }
            .views th, .views td { border: 0; padding: .15rem; text-align: center; font-size: .75rem; }
            .views img { display: block; width: 100%; max-width: 7rem; margin: 0 auto; border-radius: .25rem; }
            .matrix { font-size: .75rem; font-variant-numeric: tabular-nums; }
            .matrix th, .matrix td { border: 1px solid var(--paper); padding: .3rem; text-align: center; min-width: 1.9rem; }
            .matrix tbody th { text-align: left; font-weight: 500; max-width: 9rem; overflow: hidden; white-space: nowrap;
              text-overflow: ellipsis; }
            .matrix td { background: color-mix(in srgb, #c2410c calc(var(--share) * 90%), var(--card)); }
            .matrix td.right { background: color-mix(in srgb, var(--bar) calc(var(--share) * 55%), var(--card)); }
            .settings th { color: var(--faint); font-weight: 500; } .settings td { overflow-wrap: anywhere; }
            .differs th, .differs td { color: var(--ink); font-weight: 600; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; font-size: .875rem; margin: .75rem 0; }
            dt { color: var(--faint); } dd { margin: 0; overflow-wrap: anywhere; }
            summary { cursor: pointer; font-size: .875rem; }
            @media (max-width: 40rem) { .answer { grid-template-columns: 1fr; }
              .answer ol { grid-template-columns: repeat(4, minmax(0, 1fr)); } .asked { max-width: 5.5rem; }
              .matrix { font-size: .65rem; } .matrix th, .matrix td { padding: .2rem .1rem; min-width: 1.35rem; }
              .matrix tbody th { max-width: 5.5rem; } .views th { font-size: .6rem; }
              .scores tr { display: grid; grid-template-columns: 1fr 4.5rem 3.5rem; border-bottom: 1px solid var(--line); }
              .scores th, .scores td { border: 0; } .scores td.faint { grid-column: 1 / -1; margin: 0; padding-top: 0; }
              .scores th:last-child { display: none; }
              dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .4rem; } }
            """;
}
