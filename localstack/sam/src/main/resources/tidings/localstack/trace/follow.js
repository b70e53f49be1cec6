const note = document.querySelector("#note");
const traces = document.querySelector("#traces");
const totals = document.querySelector("#totals");
const hops = document.querySelector("#hops");
let chosen = null;
let shown = "";

const number = (value, digits = 0) => value.toLocaleString("en", {maximumFractionDigits: digits});

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text ?? "";
  if (className) made.className = className;
  return made;
}

function counted(count, what) {
  return count === 0 ? [] : [element("span", `${number(count)} ${what}${count === 1 ? "" : "s"}`)];
}

function bar(hop, whole) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 1000 10");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  for (const [name, from, length] of [["wait", hop.startMillis - hop.waitedMillis, hop.waitedMillis], ["work", hop.startMillis, hop.millis]]) {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    rect.setAttribute("class", name);
    rect.setAttribute("x", 1000 * from / whole);
    rect.setAttribute("width", Math.max(3, 1000 * length / whole));
    rect.setAttribute("height", 10);
    svg.append(rect);
  }
  return svg;
}

function answered(trace) {
  return Math.max(0, ...trace.hops.filter(hop => hop.name === "sender").map(hop => hop.startMillis + hop.millis));
}

function draw(trace) {
  const sum = name => trace.hops.reduce((total, hop) => total + hop[name], 0);
  totals.replaceChildren(...[
    ["answered after", answered(trace) === 0 ? "–" : `${number(answered(trace))} ms`], ["end to end", `${number(trace.millis)} ms`], ["work", `${number(sum("millis"))} ms`], ["statements", number(sum("statements"))],
    ["AWS calls", number(sum("awsCalls"))], ["sent", `${number(sum("bytes"))} bytes`], ["cost", `${number(sum("microDollars"), 1)} µ$`],
  ].map(([name, value]) => {
    const part = element("div");
    part.append(element("dt", name), element("dd", value));
    return part;
  }));
  hops.replaceChildren(...trace.hops.map(hop => {
    const item = element("li");
    const head = element("div", "", "head");
    head.append(element("strong", hop.failed ? `${hop.name} failed` : hop.name, hop.failed ? "bad" : ""),
      element("span", `waited ${number(hop.waitedMillis)} ms`), element("span", `worked ${number(hop.millis)} ms`),
      ...counted(hop.statements, "statement"), ...counted(hop.awsCalls, "AWS call"), ...counted(hop.bytes, "byte"), element("span", `${number(hop.microDollars, 1)} µ$`));
    const calls = hop.calls.map(call => `${call.name}${call.times > 1 ? ` ×${call.times}` : ""} ${number(call.millis)} ms`).join(" · ");
    item.append(head, bar(hop, Math.max(1, trace.millis)), element("div", calls, "calls"));
    return item;
  }));
}

async function load() {
  if (document.hidden) return;
  try {
    const all = await (await fetch("traces")).json();
    const text = JSON.stringify([all, chosen]);
    if (all.length === 0 || text === shown) return;
    shown = text;
    note.textContent = chosen ? "The message you chose. Choose the first one to follow the latest again." : "The latest message. The next one is shown as it comes.";
    const trace = all.find(one => one.id === chosen) ?? all[0];
    traces.replaceChildren(...all.map(one => {
      const button = element("button", `${new Date(one.at).toLocaleTimeString()} · ${number(answered(one) || one.millis)} ms`);
      button.type = "button";
      button.setAttribute("aria-pressed", one === trace);
      button.addEventListener("click", () => { chosen = one.id === all[0].id ? null : one.id; load(); });
      return button;
    }));
    draw(trace);
  } catch (problem) {
    note.textContent = `The stack does not answer: ${problem.message}`;
  }
}

load();
setInterval(load, 1000);
