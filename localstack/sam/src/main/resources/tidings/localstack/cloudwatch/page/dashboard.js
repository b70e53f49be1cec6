// Draws what /dashboard/data tells, again every few seconds. Everything is written as text, never as markup.
const COLOURS = ['#2970ff', '#f79009', '#12b76a', '#9e77ed', '#f04438', '#15b79e', '#ee46bc', '#667085', '#ca8504', '#0ba5ec'];
const EVERY = 5000;

const charts = new Map();
const alarms = document.getElementById('alarms');
const widgets = document.getElementById('widgets');
const span = document.getElementById('span');

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function time(moment) {
  return new Date(moment).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'UTC' });
}

function short(label) {
  return label.replace(/\btidings-/, '').replace(/(Function|Queue)(\.fifo)?$/, '');
}

function showAlarms(list) {
  const open = new Set([...alarms.querySelectorAll('details[open]')].map(one => one.id));
  const order = { ALARM: 0, INSUFFICIENT_DATA: 1, OK: 2 };
  list.sort((a, b) => order[a.state] - order[b.state]);
  alarms.replaceChildren(...list.map(alarm => {
    const shown = element('details', `alarm ${alarm.state}`);
    shown.id = alarm.id;
    shown.open = open.has(alarm.id);
    const title = element('summary', '', alarm.id.replace(/Alarm$/, ''));
    title.title = `${alarm.state} since ${time(alarm.since)} UTC`;
    shown.append(title, element('p', '', alarm.description),
      element('p', '', `${alarm.state} since ${time(alarm.since)} UTC. ${alarm.reason}`));
    return shown;
  }));
  const ringing = list.filter(alarm => alarm.state === 'ALARM').length;
  const summary = document.getElementById('summary');
  summary.textContent = `${ringing} of ${list.length} alarms in ALARM`;
  summary.classList.toggle('ringing', ringing > 0);
}

function card(widget, key) {
  let shown = document.getElementById(key);
  if (!shown) {
    shown = element('article', 'widget');
    shown.id = key;
    shown.style.gridColumn = `span ${widget.width}`;
    const title = element('h3', '', widget.title + ' ');
    title.append(element('small', '', widget.unit));
    const room = element('div', 'chart');
    room.append(element('canvas'));
    shown.append(title, room);
    widgets.append(shown);
  }
  return shown;
}

// Of many lines, those that stay at nothing only fill the legend.
function worthShowing(widget) {
  const known = widget.lines.filter(line => line.values.some(value => value !== null));
  return known.length > 4 ? known.filter(line => line.values.some(value => value > 0)) : known;
}

// When the first value of the page is from, less a little: what was before the stack started is not drawn.
function beginning(dashboard) {
  const firsts = dashboard.widgets.filter(widget => widget.lines).flatMap(widget => widget.lines
    .map(line => widget.times[line.values.findIndex(value => value !== null)])
    .filter(first => first !== undefined));
  return firsts.length ? Math.min(...firsts) - 120_000 : 0;
}

function draw(whole, key, since) {
  const from = Math.max(0, whole.times.findIndex(moment => moment >= since));
  const widget = {
    ...whole, times: whole.times.slice(from),
    lines: whole.lines.map(line => ({ ...line, values: line.values.slice(from) })),
  };
  const canvas = card(widget, key).querySelector('canvas');
  const datasets = worthShowing(widget)
    .map((line, index) => {
      const alone = line.values.filter(value => value !== null).length === 1;
      const colour = COLOURS[index % COLOURS.length];
      return {
        label: short(line.label), data: line.values, borderColor: colour, backgroundColor: colour + '33',
        borderWidth: 1.5, pointRadius: alone ? 3 : 0, pointHitRadius: 8, tension: 0, fill: widget.stacked && (index === 0 ? 'origin' : '-1'), spanGaps: 180,
      };
    });
  canvas.parentElement.classList.toggle('none', datasets.length === 0);
  const labels = widget.times.map(time);
  let chart = charts.get(key);
  if (!chart) {
    const quiet = matchMedia('(prefers-color-scheme: dark)').matches ? '#98a2b3' : '#667085';
    chart = new Chart(canvas, {
      type: 'line',
      data: { labels, datasets },
      options: {
        animation: false, maintainAspectRatio: false, interaction: { mode: 'index', intersect: false },
        scales: {
          x: { ticks: { maxTicksLimit: 5, maxRotation: 0, color: quiet }, grid: { display: false } },
          y: { beginAtZero: true, max: widget.max, stacked: widget.stacked, ticks: { maxTicksLimit: 5, color: quiet, precision: widget.max ? undefined : 0 }, grid: { color: '#8884' } },
        },
        plugins: { legend: { position: 'bottom', labels: { boxWidth: 10, boxHeight: 2, color: quiet, font: { size: 11 } } } },
      },
    });
    charts.set(key, chart);
  }
  chart.data.labels = labels;
  chart.data.datasets = datasets;
  chart.update('none');
}

function question(widget, key) {
  if (!document.getElementById(key)) {
    const shown = element('h2', 'question', widget.markdown.replace(/^#+\s*/, ''));
    shown.id = key;
    widgets.append(shown);
  }
}

async function refresh() {
  try {
    const data = await (await fetch(`/dashboard/data?minutes=${span.value}`)).json();
    showAlarms(data.alarms);
    data.dashboards.forEach((dashboard, board) => {
      document.getElementById('name').textContent = dashboard.name;
      const since = beginning(dashboard);
      dashboard.widgets.forEach((widget, index) => {
        const key = `widget-${board}-${index}`;
        if (widget.type === 'text') question(widget, key);
        if (widget.type === 'metric') draw(widget, key, since);
      });
    });
  } catch (e) {
    document.getElementById('summary').textContent = `the local stack does not respond: ${e.message}`;
  }
}

span.addEventListener('change', refresh);
await refresh();
setInterval(refresh, EVERY);
