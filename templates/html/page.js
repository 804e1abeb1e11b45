"use strict";
(() => {
const model = JSON.parse(document.getElementById("model").textContent);
const own = (table, key) => Object.hasOwn(table, key) ? table[key] : undefined;
const say = text => own(model.words, text) ?? text;
const byId = id => document.getElementById(id);
const stage = byId("stage"), paper = byId("paper"), panel = byId("panel"), search = byId("search"), found = byId("found");
const views = new Map([...paper.querySelectorAll("svg[data-view]")].map(svg => [svg.dataset.view, svg]));
const SVG = "http://www.w3.org/2000/svg";
const shown = {view: views.keys().next().value, chosen: null, zone: ""};
const place = {x: 0, y: 0, scale: 1};

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child != null));
  return element;
};
const draw = (tag, attributes) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
const picture = () => views.get(shown.view);
const all = selector => [...picture().querySelectorAll(selector)];
const copies = component => all(".component").filter(copy => copy.dataset.component === component);
const name = id => own(model.components, id)?.name ?? id;

// Pan and zoom

const put = gliding => {
  paper.classList.toggle("gliding", Boolean(gliding));
  paper.style.transform = `translate(${place.x}px, ${place.y}px) scale(${place.scale})`;
};
const fit = gliding => {
  const {width, height} = picture().viewBox.baseVal, room = stage.getBoundingClientRect();
  place.scale = Math.min(room.width / width, room.height / height) * 0.97 || 1;
  place.x = (room.width - width * place.scale) / 2;
  place.y = (room.height - height * place.scale) / 2;
  put(gliding);
};
const zoom = (factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2, gliding = false) => {
  const scale = Math.min(8, Math.max(0.05, place.scale * factor));
  place.x = x - (x - place.x) * scale / place.scale;
  place.y = y - (y - place.y) * scale / place.scale;
  place.scale = scale;
  put(gliding);
};
const move = (x, y, gliding) => { place.x += x; place.y += y; put(gliding); };
const bringIntoSight = element => {
  const box = element.getBoundingClientRect(), room = stage.getBoundingClientRect(), margin = 40;
  const by = (low, high, from, to) => low < from + margin ? from + margin - low : high > to - margin ? to - margin - high : 0;
  const x = by(box.left, box.right, room.left, room.right), y = by(box.top, box.bottom, room.top, room.bottom);
  if (x || y) move(x, y, true);
};

const fingers = new Map();
let dragged = false;
const point = event => {
  const room = stage.getBoundingClientRect();
  return {x: event.clientX - room.left, y: event.clientY - room.top};
};
const spread = () => {
  const [a, b] = [...fingers.values()];
  return {distance: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2};
};
stage.addEventListener("wheel", event => {
  event.preventDefault();
  const unit = event.deltaMode === 1 ? 16 : 1, {x, y} = point(event);
  zoom(Math.exp(-event.deltaY * unit * (event.ctrlKey ? 0.01 : 0.0015)), x, y);
}, {passive: false});
stage.addEventListener("pointerdown", event => {
  if (event.button !== 0 || event.target.closest(".tools")) return;
  fingers.set(event.pointerId, point(event));
  dragged = false;
});
stage.addEventListener("pointermove", event => {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  const now = point(event);
  if (fingers.size === 1) {
    if (!dragged && Math.hypot(now.x - before.x, now.y - before.y) < 4) return;
    if (!dragged) stage.setPointerCapture(event.pointerId);
    dragged = true;
    stage.classList.add("dragging");
    move(now.x - before.x, now.y - before.y);
    fingers.set(event.pointerId, now);
  } else if (fingers.size === 2) {
    const old = spread();
    fingers.set(event.pointerId, now);
    const fresh = spread();
    dragged = true;
    move(fresh.x - old.x, fresh.y - old.y);
    zoom(fresh.distance / (old.distance || 1), fresh.x, fresh.y);
  }
});
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, event => {
    fingers.delete(event.pointerId);
    stage.classList.remove("dragging");
  });
}
stage.addEventListener("click", event => {
  if (dragged || event.target.closest(".component, .tools")) return;
  choose(null);
});

// Lines end on icons, on lanes that hold the copies of a component, and on subnets

const center = copy => {
  const icon = copy.querySelector("use, image"), of = side => Number(icon.getAttribute(side));
  return {x: of("x") + of("width") / 2, y: of("y") + of("height") / 2, r: of("width") / 2 + 6};
};
const within = (copy, lane) => {
  const {component} = copy.dataset, at = center(copy), frame = lane.querySelector("rect");
  const of = side => Number(frame.getAttribute(side));
  return lane.dataset.id.split("@")[0] === component && at.y > of("y") && at.y < of("y") + of("height");
};
const endsOf = new Map(), copiesAt = new Map();
const hold = (svg, copy) => {
  const lanes = [...svg.querySelectorAll('.group[data-kind="lane"]')].filter(lane => within(copy, lane));
  const ends = [copy.dataset.id, ...lanes.map(lane => lane.dataset.id), copy.dataset.parent].filter(Boolean);
  endsOf.set(copy, ends);
  for (const end of ends) copiesAt.set(end, [...(copiesAt.get(end) ?? []), copy]);
};
const endsOfId = id => all(".component").filter(copy => copy.dataset.id === id).flatMap(copy => endsOf.get(copy) ?? []);
const follow = name => {
  const marked = new Set(all(`.connection.${name}`).map(connection => connection.dataset.id));
  return trunk => trunk.dataset.connections.split(" ").filter(id => marked.has(id));
};

// What belongs to what lights up

const light = ids => {
  stage.classList.toggle("fading", ids.length > 0);
  const lit = new Set(ids), ends = new Set(ids.flatMap(id => [id, ...endsOfId(id)]));
  for (const connection of all(".connection")) {
    const {source, target} = connection.dataset, on = ends.has(source) || ends.has(target);
    connection.classList.toggle("lit", on);
    if (on) for (const end of [source, target]) {
      lit.add(end);
      if (!ends.has(end)) for (const copy of copiesAt.get(end) ?? []) lit.add(copy.dataset.id);
    }
  }
  const used = follow("lit");
  for (const trunk of all(".trunk")) trunk.classList.toggle("lit", used(trunk).length > 0);
  for (const copy of all(".component")) copy.classList.toggle("lit", lit.has(copy.dataset.id));
};
const lightChosen = () => light(shown.chosen ? copies(shown.chosen).map(copy => copy.dataset.id) : []);

const prepare = copy => {
  hold(copy.ownerSVGElement, copy);
  const icon = copy.querySelector("use, image"), of = side => Number(icon.getAttribute(side));
  const [x, y, width, height] = ["x", "y", "width", "height"].map(of);
  copy.prepend(draw("rect", {class: "halo", x: x - 6, y: y - 6, width: width + 12, height: height + 12, rx: 10}));
  copy.append(draw("path", {class: "cross", d: `M${x} ${y}l${width} ${height}M${x + width} ${y}l${-width} ${height}`}));
  const component = own(model.components, copy.dataset.component);
  const gravest = component?.findings[0]?.severity;
  if (gravest) copy.append(draw("circle", {class: `flag ${gravest}`, cx: x + width, cy: y, r: 7}));
  const links = [...copy.ownerSVGElement.querySelectorAll(".connection")]
    .filter(({dataset}) => [dataset.source, dataset.target].some(end => endsOf.get(copy).includes(end))).length;
  copy.setAttribute("tabindex", "0");
  copy.setAttribute("role", "button");
  copy.setAttribute("aria-label", [...new Set([component?.name, component?.service]), copy.dataset.id,
    `${links} ${say("connections")}`].filter(Boolean).join(", "));
  const id = copy.dataset.id;
  copy.addEventListener("pointerenter", event => event.pointerType === "mouse" && !fingers.size && light([id]));
  copy.addEventListener("pointerleave", lightChosen);
  copy.addEventListener("focus", () => { light([id]); if (copy.matches(":focus-visible")) bringIntoSight(copy); });
  copy.addEventListener("blur", lightChosen);
  copy.addEventListener("click", () => dragged || choose(copy.dataset.component));
  copy.addEventListener("keydown", event => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(copy.dataset.component);
    panel.focus();
  });
};
for (const svg of views.values()) {
  svg.setAttribute("role", "group");
  svg.querySelectorAll(".component").forEach(prepare);
}

// A zone is lost

const reroute = (from, to) => {
  const a = center(from), b = center(to), dx = b.x - a.x, dy = b.y - a.y, length = Math.hypot(dx, dy) || 1;
  const start = {x: a.x + dx / length * a.r, y: a.y + dy / length * a.r};
  const bend = {x: (a.x + b.x) / 2 - dy * 0.12, y: (a.y + b.y) / 2 + dx * 0.12};
  const away = Math.atan2(b.y - bend.y, b.x - bend.x);
  const tip = {x: b.x - Math.cos(away) * b.r, y: b.y - Math.sin(away) * b.r};
  const wing = turn => `${tip.x - Math.cos(away + turn) * 10} ${tip.y - Math.sin(away + turn) * 10}`;
  const group = draw("g", {class: "reroutes"});
  group.append(draw("path", {class: "reroute", d: `M${start.x} ${start.y}Q${bend.x} ${bend.y} ${tip.x} ${tip.y}`}));
  group.append(draw("path", {class: "reroute", d: `M${wing(0.45)}L${tip.x} ${tip.y}L${wing(-0.45)}`}));
  picture().append(group);
};
const lose = zone => {
  shown.zone = own(model.zones, zone) ? zone : "";
  for (const button of document.querySelectorAll("[data-zone]")) {
    button.setAttribute("aria-pressed", String(button.dataset.zone === shown.zone));
  }
  for (const element of all(".lost, .down, .heir, .gone, .broken")) element.classList.remove("lost", "down", "heir", "gone", "broken");
  for (const element of all(".reroutes")) element.remove();
  const loss = own(model.zones, shown.zone);
  if (loss) {
    const lost = new Set(loss.lost), down = new Set(loss.down), heirs = new Map(Object.entries(loss.promoted)), byCopy = new Map();
    for (const group of all(".group")) group.classList.toggle("lost", group.dataset.id === shown.zone);
    for (const copy of all(".component")) {
      byCopy.set(copy.dataset.id, copy);
      copy.classList.toggle("lost", lost.has(copy.dataset.id));
      const {id, component} = copy.dataset, whole = id === component && ["down", "by hand"].includes(own(loss.fates, component)?.state);
      copy.classList.toggle("down", whole || down.has(id));
    }
    for (const heir of heirs.values()) byCopy.get(heir)?.classList.add("heir");
    const broken = new Set(loss.cuts.flatMap(({hop: [from, to]}) => {
      const starts = new Set([from, ...endsOfId(from)]), targets = new Set([to, ...endsOfId(to)]);
      return [...starts].flatMap(a => [...targets].map(b => `${a} ${b}`));
    }));
    const places = new Set(all(".group").filter(({dataset}) => dataset.parent === shown.zone).map(({dataset}) => dataset.id));
    const isLost = end => {
      const held = (copiesAt.get(end) ?? []).filter(copy => copy.ownerSVGElement === picture());
      return lost.has(end) || places.has(end) || (held.length > 0 && held.every(copy => lost.has(copy.dataset.id)));
    };
    for (const connection of all(".connection")) {
      const {source, target} = connection.dataset, cut = broken.has(`${source} ${target}`);
      connection.classList.toggle("broken", cut);
      connection.classList.toggle("gone", !cut && (isLost(source) || isLost(target)));
    }
    for (const name of ["broken", "gone"]) {
      const used = follow(name), whole = name === "gone";
      for (const trunk of all(".trunk")) {
        const count = used(trunk).length;
        trunk.classList.toggle(name, whole ? count === trunk.dataset.connections.split(" ").length : count > 0);
      }
    }
    for (const [primary, heir] of heirs) if (byCopy.has(primary) && byCopy.has(heir)) reroute(byCopy.get(primary), byCopy.get(heir));
    byId("status").textContent = `${shown.zone}: ${loss.text}`;
  }
  remember();
  tell();
};

// The panel

const tint = {unaffected: "good", reduced: "good", "fails over": "good", "by hand": "bad", down: "bad"};
const link = (id, text) => own(model.components, id)
  ? make("button", {type: "button", class: "link", onclick: () => choose(id, true)}, text ?? name(id))
  : make("span", {}, text ?? name(id));
const section = (heading, ...children) => children.length ? [make("h3", {}, say(heading)), ...children] : [];
const findingCard = finding => make("div", {class: `card ${finding.severity}`},
  make("p", {}, make("strong", {}, `${finding.code} `), make("span", {}, finding.name)),
  finding.gist ? make("p", {}, finding.gist) : null, make("p", {}, finding.message), finding.help ? make("small", {class: "note"}, finding.help) : null);
const fate = (zone, one) => make("li", {},
  make("div", {class: "row"}, make("span", {}, zone), make("span", {class: `chip ${tint[one.state]}`}, one.word)),
  make("small", {class: "note"}, [one.outcome, one.time, one.data].filter(Boolean).join(" · ")));
const talk = (id, line) => make("li", {},
  make("div", {class: "row"}, link(id), make("code", {}, line.ports)),
  line.notes.length ? make("small", {class: "note"}, line.notes.join(" · ")) : null);
const icon = id => {
  const used = copies(id)[0]?.querySelector("use");
  if (!used) return null;
  const svg = draw("svg", {viewBox: "0 0 44 44", class: "archgen", "aria-hidden": "true"});
  svg.append(draw("use", {href: used.getAttribute("href"), width: 44, height: 44}));
  return svg;
};

const aboutComponent = id => {
  const one = model.components[id];
  const outgoing = model.steps.filter(step => step.source === id), incoming = model.steps.filter(step => step.target === id);
  const zones = Object.entries(model.zones).filter(([, loss]) => own(loss.fates, id));
  return [
    make("div", {class: "head"}, icon(id),
      make("div", {}, make("h2", {}, one.name), make("p", {}, [one.service !== one.name && one.service, one.place].filter(Boolean).join(" · ")), make("p", {}, make("code", {}, id))),
      make("button", {type: "button", class: "round close", "aria-label": say("Close"), title: `${say("Close")} (Esc)`, onclick: () => choose(null)}, "✕")),
    one.description ? make("p", {}, one.description) : null,
    ...one.findings.map(findingCard),
    ...section("Fields", ...(one.facts.length ? [make("dl", {}, ...one.facts.flatMap(([text, literal]) => literal == null
      ? [make("dd", {style: "grid-column: 1 / -1"}, text)]
      : [make("dt", {}, text), make("dd", {}, make("code", {}, literal))]))] : [])),
    ...section("Opens connections to", ...(outgoing.length ? [make("ul", {}, ...outgoing.map(step => talk(step.target, step)))] : [])),
    ...section("Is reached from", ...(incoming.length ? [make("ul", {}, ...incoming.map(step => talk(step.source, step)))] : [])),
    ...section("If an Availability Zone fails", ...(zones.length
      ? [make("ul", {}, ...zones.map(([zone, loss]) => fate(zone, loss.fates[id])))]
      : [make("p", {}, say("No zone takes it down."))])),
  ];
};
const aboutLoss = zone => {
  const loss = model.zones[zone], ranks = ["down", "by hand", "fails over", "reduced"];
  const touched = Object.entries(loss.fates).filter(([, one]) => one.state !== "unaffected")
    .sort(([, a], [, b]) => ranks.indexOf(a.state) - ranks.indexOf(b.state));
  return [
    make("div", {class: "head"}, make("div", {}, make("h2", {}, zone), make("p", {}, say("This zone has failed.")))),
    make("div", {class: `card ${loss.survives ? "good" : "bad"}`}, make("p", {}, loss.text),
      ...(loss.unreached.length ? [make("ul", {}, ...loss.unreached.map(([id, why]) =>
        make("li", {}, link(id), why ? make("small", {class: "note"}, why) : null)))] : [])),
    ...section("What happens to it", ...(touched.length ? [make("ul", {}, ...touched.map(([id, one]) => make("li", {},
      make("div", {class: "row"}, link(id), make("span", {class: `chip ${tint[one.state]}`}, one.word)),
      make("small", {class: "note"}, [one.outcome, one.time, one.data].filter(Boolean).join(" · ")))))] : [])),
    ...section("Broken ways", ...(loss.cuts.length ? [make("ul", {}, ...loss.cuts.map(cut =>
      make("li", {}, make("code", {}, cut.hop.join(" → ")), make("small", {class: "note"}, cut.reason))))] : [])),
  ];
};
const aboutAll = () => [
  make("h2", {}, model.title),
  model.description ? make("p", {}, model.description) : null,
  ...model.findings.map(findingCard),
  ...section("If an Availability Zone fails", make("ul", {}, ...Object.entries(model.zones).map(([zone, loss]) => make("li", {},
    make("div", {class: "row"}, make("button", {type: "button", class: "link", onclick: () => lose(zone)}, zone),
      make("span", {class: `chip ${loss.survives ? "good" : "bad"}`}, say(loss.survives ? "survived" : "not survived"))),
    make("small", {class: "note"}, [loss.text, loss.unreached.map(([id]) => name(id)).join(", ")].filter(Boolean).join(" ")))))),
  ...section("Components", make("ul", {}, ...Object.entries(model.components).map(([id, one]) => make("li", {class: "row"},
    link(id), one.findings.length ? make("span", {class: `chip ${one.findings[0].severity === "error" ? "bad" : "warn"}`}, one.findings[0].code) : make("small", {}, one.service !== one.name ? one.service : one.place))))),
  ...section("Keys", make("div", {class: "keys"}, ...[["/", "Search"], ["+ −", "Zoom"], ["0", "Fit to window"],
    ["← ↑ → ↓", "Move"], ["Tab", "Next component"], ["Enter", "Details"], ["t", "Light or dark"], ["Esc", "Close"]]
    .flatMap(([key, text]) => [make("span", {}, make("kbd", {}, key)), make("span", {}, say(text))]))),
];
const tell = () => {
  const parts = shown.chosen ? aboutComponent(shown.chosen) : shown.zone ? aboutLoss(shown.zone) : aboutAll();
  panel.replaceChildren(...parts.filter(part => part != null));
  panel.scrollTop = 0;
};
const choose = (id, look) => {
  shown.chosen = id && own(model.components, id) ? id : null;
  for (const copy of all(".component")) copy.classList.toggle("chosen", copy.dataset.component === shown.chosen);
  lightChosen();
  if (look && shown.chosen && copies(id)[0]) bringIntoSight(copies(id)[0]);
  remember();
  tell();
};

// The address names what is shown

let quiet = false;
const remember = () => {
  if (quiet) return;
  const parts = [shown.chosen, shown.zone && `lost=${shown.zone}`, shown.view !== views.keys().next().value && `view=${shown.view}`];
  history.replaceState(null, "", `#${parts.filter(Boolean).map(encodeURIComponent).join("&").replaceAll("%3D", "=")}`);
};
const recall = () => {
  quiet = true;
  const parts = location.hash.slice(1).split("&").map(part => { try { return decodeURIComponent(part); } catch { return ""; } });
  const value = key => parts.find(part => part.startsWith(`${key}=`))?.slice(key.length + 1) ?? "";
  show(views.has(value("view")) ? value("view") : views.keys().next().value);
  lose(value("lost"));
  choose(parts.find(part => part && !part.includes("=")) ?? null, true);
  quiet = false;
};
const show = view => {
  shown.view = view;
  for (const [each, svg] of views) svg.toggleAttribute("hidden", each !== view);
  for (const button of document.querySelectorAll("[data-show]")) {
    button.setAttribute("aria-pressed", String(button.dataset.show === view));
  }
  fit();
};

// Search

let options = [], at = 0;
const close = () => { found.hidden = true; search.setAttribute("aria-expanded", "false"); search.removeAttribute("aria-activedescendant"); };
const look = () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  options = words.length ? Object.entries(model.components).filter(([id, one]) => {
    const text = [id, one.name, one.service, one.kind, one.place, one.description].join(" ").toLowerCase();
    return words.every(word => text.includes(word));
  }).slice(0, 12) : [];
  at = 0;
  found.replaceChildren(...(options.length || !words.length ? options.map(([id, one], index) =>
    make("li", {role: "option", id: `option-${index}`, onpointerdown: event => { event.preventDefault(); pick(index); }},
      make("span", {}, one.name), make("small", {}, one.service))) : [make("li", {}, say("Nothing found"))]));
  found.hidden = !words.length;
  search.setAttribute("aria-expanded", String(!found.hidden));
  mark();
};
const mark = () => {
  [...found.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at && options.length > 0)));
  if (options.length) search.setAttribute("aria-activedescendant", `option-${at}`);
};
const pick = index => {
  if (!options[index]) return;
  const id = options[index][0];
  search.value = "";
  close();
  choose(id, true);
  panel.focus();
};
search.addEventListener("input", look);
search.addEventListener("blur", close);
search.addEventListener("keydown", event => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    at = (at + (event.key === "ArrowDown" ? 1 : options.length - 1)) % (options.length || 1);
    mark();
  } else if (event.key === "Enter") pick(at);
  else if (event.key === "Escape") { search.value = ""; close(); search.blur(); event.stopPropagation(); }
});

// Buttons and keys

const root = document.documentElement;
const theme = dark => { root.dataset.theme = dark ? "dark" : "light"; };
const turn = () => theme(root.dataset.theme !== "dark");
byId("theme").addEventListener("click", turn);
byId("fit").addEventListener("click", () => fit(true));
byId("closer").addEventListener("click", () => zoom(1.3, undefined, undefined, true));
byId("further").addEventListener("click", () => zoom(1 / 1.3, undefined, undefined, true));
for (const button of document.querySelectorAll("[data-zone]")) button.addEventListener("click", () => { shown.chosen && choose(null); lose(button.dataset.zone); });
for (const button of document.querySelectorAll("[data-show]")) button.addEventListener("click", () => { show(button.dataset.show); lose(shown.zone); choose(shown.chosen); });
addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input")) return;
  const step = event.shiftKey ? 200 : 60;
  const act = {
    "+": () => zoom(1.3, undefined, undefined, true), "=": () => zoom(1.3, undefined, undefined, true),
    "-": () => zoom(1 / 1.3, undefined, undefined, true), "0": () => fit(true), "t": turn,
    "ArrowLeft": () => move(step, 0, true), "ArrowRight": () => move(-step, 0, true),
    "ArrowUp": () => move(0, step, true), "ArrowDown": () => move(0, -step, true),
    "/": () => search.focus(),
    "Escape": () => shown.chosen ? choose(null) : lose(""),
  }[event.key];
  if (!act || (event.key.startsWith("Arrow") && event.target.closest(".panel"))) return;
  event.preventDefault();
  act();
});
addEventListener("hashchange", recall);
addEventListener("resize", () => fit());
theme(matchMedia("(prefers-color-scheme: dark)").matches);
recall();
})();
