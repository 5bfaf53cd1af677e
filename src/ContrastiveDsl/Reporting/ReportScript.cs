namespace ContrastiveDsl.Reporting;

/// <summary>
/// What a report does where the pointer is; without it the page shows all but values and images of points.
/// </summary>
internal static class ReportScript
{
    internal const string Text = """
        'use strict';
        function show(figure, x, y) {
          const tip = figure.querySelector('.tip'), box = figure.querySelector('.drawing').getBoundingClientRect();
          tip.style.display = 'block';
          const left = x + 14 + tip.offsetWidth > box.width ? x - 14 - tip.offsetWidth : x + 14;
          tip.style.left = Math.max(0, Math.min(left, box.width - tip.offsetWidth)) + 'px';
          tip.style.top = Math.max(0, Math.min(y + 14, box.height - tip.offsetHeight)) + 'px';
        }
        function line(tip, text, color) {
          const row = tip.appendChild(document.createElement('div'));
          if (color) {
            const chip = row.appendChild(document.createElement('i'));
            chip.className = 'chip';
            chip.style.background = 'var(--run' + color + ')';
          }
          row.appendChild(document.createElement('span')).textContent = text;
        }
        function follow(figure, move, leave) {
          const area = figure.querySelector('.drawing');
          area.addEventListener('pointermove', event => {
            const box = area.getBoundingClientRect();
            move(event.clientX - box.left, event.clientY - box.top, box);
          });
          area.addEventListener('pointerleave', leave);
        }
        function nearest(values, wanted) {
          let low = 0, high = values.length - 1;
          while (low < high) {
            const middle = (low + high) >> 1;
            if (values[middle] < wanted) low = middle + 1; else high = middle;
          }
          return low > 0 && wanted - values[low - 1] < values[low] - wanted ? low - 1 : low;
        }
        for (const figure of document.querySelectorAll('figure.plot')) {
          const data = JSON.parse(figure.querySelector('script').textContent);
          const tip = figure.querySelector('.tip'), at = figure.querySelector('.at');
          follow(figure, (x, y, box) => {
            const share = (x / box.width - data.left) / (data.right - data.left);
            const step = data.first + Math.max(0, Math.min(1, share)) * (data.last - data.first);
            tip.replaceChildren();
            line(tip, 'step ' + Math.round(step));
            for (const curve of data.curves) {
              const i = nearest(curve.x, step);
              if (curve.x.length && step <= curve.x[curve.x.length - 1] + (data.last - data.first) / 50) {
                line(tip, curve.name + ' ' + curve.y[i], curve.color);
              }
            }
            at.style.display = 'block';
            at.style.left = Math.max(data.left * box.width, Math.min(x, data.right * box.width)) + 'px';
            show(figure, x, y);
          }, () => { tip.style.display = at.style.display = 'none'; });
        }
        for (const figure of document.querySelectorAll('figure.map')) {
          const data = JSON.parse(figure.querySelector('script').textContent), tip = figure.querySelector('.tip');
          follow(figure, (x, y, box) => {
            let best = -1, least = 20 * 20;
            for (let i = 0; i < data.x.length; i++) {
              const dx = data.x[i] * box.width - x, dy = data.y[i] * box.height - y, distance = dx * dx + dy * dy;
              if (distance < least) { least = distance; best = i; }
            }
            if (best < 0) { tip.style.display = 'none'; return; }
            const thumb = document.createElement('div');
            thumb.className = 'thumb';
            thumb.style.backgroundSize = 100 * data.columns + '% ' + 100 * data.rows + '%';
            thumb.style.backgroundPosition = (data.columns > 1 ? 100 * (best % data.columns) / (data.columns - 1) : 0) + '% '
              + (data.rows > 1 ? 100 * Math.floor(best / data.columns) / (data.rows - 1) : 0) + '%';
            tip.replaceChildren(thumb);
            line(tip, data.names[best]);
            show(figure, x, y);
          }, () => { tip.style.display = 'none'; });
        }
        for (const legend of document.querySelectorAll('.classes')) {
          for (const item of legend.querySelectorAll('li')) {
            const dim = on => {
              for (const dot of legend.parentElement.querySelectorAll('.map ellipse')) {
                const own = dot.getAttribute('style').includes('--class' + item.dataset.class + ')');
                dot.style.fillOpacity = on && !own ? .08 : '';
              }
            };
            item.addEventListener('pointerenter', () => dim(true));
            item.addEventListener('pointerleave', () => dim(false));
          }
        }
        """;
}
