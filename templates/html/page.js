"use strict";
(() => {
const model = JSON.parse(document.getElementById("model").textContent);
const own = (table, key) => Object.hasOwn(table, key) ? table[key] : undefined;
const say = text => own(model.words, text) ?? text;
const byId = id => document.getElementById(id);
const stage = byId("stage"), paper = byId("paper"), panel = byId("panel"), search = byId("search"), found = byId("found");
const views = new Map([...paper.querySelectorAll("svg[data-view]")].map(svg => [svg.dataset.view, svg]));
const SVG = "http://www.w3.org/2000/svg";
const shown = {view: views.keys().next().value, chosen: null, outage: ""};
const place = {x: 0, y: 0, scale: 1}, narrow = matchMedia("(max-width: 760px)");

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
const name = id => own(model.components, id)?.name ?? id;

// Pan and zoom

const put = gliding => {
  paper.classList.toggle("gliding", Boolean(gliding));
  paper.style.transform = `translate(${place.x}px, ${place.y}px) scale(${place.scale})`;
  drawMap();
};
const fit = gliding => {
  const {width, height} = picture().viewBox.baseVal, room = stage.getBoundingClientRect();
  const high = room.height - (narrow.matches ? 56 : 0);  // the buttons are below the picture then
  place.fitted = true;
  place.scale = Math.min(room.width / width, high / height) * 0.97 || 1;
  place.x = (room.width - width * place.scale) / 2;
  place.y = (high - height * place.scale) / 2;
  put(gliding);
};
const zoom = (factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2, gliding = false) => {
  const scale = Math.min(8, Math.max(0.05, place.scale * factor));
  place.x = x - (x - place.x) * scale / place.scale;
  place.y = y - (y - place.y) * scale / place.scale;
  place.scale = scale;
  place.fitted = false;
  put(gliding);
};
const move = (x, y, gliding) => { place.x += x; place.y += y; place.fitted = false; put(gliding); };
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
  if (dragged || event.target.closest(".component, [data-kind=lane], [data-kind=box], .tools, .map")) return;
  choose(null);
});

// What is in a picture, read from it once, when it is first shown

const number = (element, name) => Number(element.getAttribute(name));
const boxOf = element => ({x: number(element, "x"), y: number(element, "y"), width: number(element, "width"), height: number(element, "height")});
const holds = (box, {x, y}) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
const middle = box => ({x: box.x + box.width / 2, y: box.y + box.height / 2});
const placeOf = id => {
  const at = id.split("@")[1]?.split("/")[0] ?? "";
  return own(model.regions, at) ?? at;
};
const indexes = new Map();
const index = () => {
  if (!indexes.has(shown.view)) indexes.set(shown.view, read(picture()));
  return indexes.get(shown.view);
};
const read = svg => {
  const components = [...svg.querySelectorAll(".component")].map(element => ({
    element, id: element.dataset.id, component: element.dataset.component, box: boxOf(element.querySelector("use, image"))}));
  const lanes = [...svg.querySelectorAll('.group[data-kind="lane"], .group[data-kind="box"]')].map(element => ({
    element, id: element.dataset.id, component: null, box: boxOf(element.querySelector("rect")), parts: []}));
  const byComponent = Map.groupBy ? Map.groupBy(lanes, lane => lane.id.split("@")[0]) : lanes.reduce((map, lane) =>
    map.set(lane.id.split("@")[0], [...(map.get(lane.id.split("@")[0]) ?? []), lane]), new Map());
  const byId = new Map(lanes.map(lane => [lane.id, lane]));
  for (const part of components) {
    const lane = part.id.endsWith(".icon") ? byId.get(part.id.slice(0, -5))
      : (byComponent.get(part.component) ?? []).find(lane => holds(lane.box, middle(part.box)));
    if (lane) { part.lane = lane; lane.parts.push(part); lane.component ??= part.component; }
  }
  const things = [...lanes.filter(lane => lane.parts.length), ...components.filter(part => !part.id.endsWith(".icon"))];
  const thing = new Map(things.map(one => [one.id, one]));
  const links = [...svg.querySelectorAll(".connection")].map(element => {
    const {id, source, target, kind} = element.dataset;
    return {element, id, source, target, kind, a: thing.get(source)?.component, b: thing.get(target)?.component};
  });
  const count = new Map();
  for (const {source, target} of links) for (const id of [source, target]) count.set(id, (count.get(id) ?? 0) + 1);
  const trunks = [...svg.querySelectorAll(".trunk")].map(element => ({element,
    links: element.dataset.connections.split(" ").flatMap(range => {
      const [first, last = first] = range.split("-").map(Number);
      return links.slice(first, last + 1);
    })}));
  svg.setAttribute("role", "group");
  const made = {things, thing, links, trunks, components, lanes, count};
  things.forEach(one => prepare(one, made));
  stage.classList.toggle("many", components.length > 150);
  return made;
};
const thingsOf = component => index().things.filter(one => one.component === component);

// What belongs to what lights up: a component with all that it talks to, over gateways, endpoints and names

const talkOf = new Map();
const talksOf = component => {
  if (!talkOf.has(component)) {
    talkOf.set(component, model.steps.filter(({source, target}) => source === component || target === component)
      .map(({source, target, through}) => new Set([source, target, ...through])));
  }
  return talkOf.get(component);
};
const reached = ({component, id}) => {
  const talks = talksOf(component), here = placeOf(id), isWay = own(model.components, component)?.way;
  return index().links.filter(link => {
    if (here && [link.source, link.target].some(end => placeOf(end) && placeOf(end) !== here)
      && link.a !== component && link.b !== component) return false;
    if (link.source === id || link.target === id) return true;
    if (link.a == null || link.b == null) {
      const end = link.a ?? link.b, rowed = link.a == null ? link.source : link.target;
      const mine = index().components.some(part => part.component === component && part.element.dataset.parent === rowed);
      return mine && (end == null || talks.some(talk => talk.has(end)));
    }
    if (isWay && link.a !== component && link.b !== component) return false;
    if (link.a === component && link.b === component) return true;
    return talks.some(talk => talk.has(link.a) && talk.has(link.b));
  });
};
let lit = [];
const light = chosen => {
  for (const element of lit) element.classList.remove("lit");
  lit = [];
  stage.classList.toggle("fading", chosen.length > 0);
  if (!chosen.length) return;
  const links = new Set(chosen.flatMap(reached)), {thing, trunks} = index(), ids = new Set(chosen.map(one => one.id));
  for (const {element, source, target} of links) { ids.add(source).add(target); lit.push(element); }
  for (const trunk of trunks) if (trunk.links.some(link => links.has(link))) lit.push(trunk.element);
  for (const id of ids) {
    const one = thing.get(id);
    if (!one) continue;
    lit.push(one.element, ...(one.parts ?? []).map(part => part.element));
    if (one.lane) lit.push(one.lane.element);
  }
  for (const element of lit) element.classList.add("lit");
};
const lightChosen = () => light(shown.chosen ? thingsOf(shown.chosen) : []);

// Lines of a text are read as one: what is written, with a space from line to line.
const spoken = element => {
  for (const line of element.querySelectorAll("tspan:not(:last-child)")) line.after(" ");
  return [...element.querySelectorAll("text")].map(text => text.textContent).join(" ").replace(/\s+/g, " ").trim();
};
const prepare = (one, {count}) => {
  const {element, box, component, id} = one, about = own(model.components, component);
  const of = one.parts ? one.parts[0].element : element;
  const around = one.parts ? box : {x: box.x - 6, y: box.y - 6, width: box.width + 12, height: box.height + 12};
  if (!one.parts) element.prepend(draw("rect", {class: "halo", ...around, rx: 10}));
  const {x, y, width, height} = box;
  if (!one.parts || of.dataset.id.endsWith(".icon")) {
    of.append(draw("path", {class: "cross", d: `M${x} ${y}l${width} ${height}M${x + width} ${y}l${-width} ${height}`}));
  }
  const gravest = about?.findings[0]?.severity;
  if (gravest && (one.parts || !one.lane)) of.append(draw("circle", {class: `flag ${gravest}`, cx: x + width, cy: y, r: 7}));
  if (one.lane && !one.parts) {  // a copy in a lane: the lane speaks for it
    element.addEventListener("click", () => dragged || choose(component));
  } else {
    const links = count.get(id) ?? 0;
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    const written = spoken(element) || [about?.name, about?.service].filter(Boolean).join(" ");
    element.setAttribute("aria-label", `${written}, ${id}, ${links === 1 ? say("1 connection") : `${links} ${say("connections")}`}`);
    element.addEventListener("focus", () => { light([one]); if (element.matches(":focus-visible")) bringIntoSight(element); });
    element.addEventListener("blur", lightChosen);
    element.addEventListener("keydown", event => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose(component);
      panel.focus();
    });
    element.addEventListener("click", () => dragged || choose(component));
  }
  for (const each of new Set([element, of])) {
    each.addEventListener("pointerenter", event => event.pointerType === "mouse" && !fingers.size && light([one.lane ?? one]));
    each.addEventListener("pointerleave", lightChosen);
    if (each !== element) each.addEventListener("click", () => dragged || choose(component));
  }
};

// Something fails: what is lost and what takes over is marked, and paths that break

const marks = ["lost", "out", "down", "heir", "gone", "broken"];
const fail = name => {
  shown.outage = own(model.outages, name) ? name : "";
  failing.value = shown.outage;
  for (const element of all(marks.map(mark => `.${mark}`).join(","))) element.classList.remove(...marks);
  const loss = own(model.outages, shown.outage);
  if (loss) {
    mark(loss);
    byId("status").textContent = `${shown.outage}: ${loss.text}`;
  }
  remember();
  tell();
};
const mark = loss => {
  const lost = new Set(loss.lost), down = new Set(loss.down), heirs = new Set(Object.values(loss.promoted));
  const {things, links, trunks, components} = index(), places = loss.sort === "component" ? [] : [shown.outage];
  const within = new Set(places);
  for (const group of all(".group:not([data-kind=lane], [data-kind=box])")) {
    const {id, parent} = group.dataset;
    group.classList.toggle("lost", places.includes(id));
    group.classList.toggle("out", within.has(parent));
    if (within.has(parent)) within.add(id);
  }
  const stays = id => !lost.has(id) && !down.has(id);
  const ids = new Map();
  for (const id of Object.keys(model.places)) {
    const key = id.split("@")[0].split(".")[0];
    ids.set(key, [...(ids.get(key) ?? []), id]);
  }
  const state = new Map();
  for (const one of things) {
    const here = placeOf(one.id), copies = one.parts && !own(model.places, one.id)
      ? (ids.get(one.component) ?? []).filter(id => !here || placeOf(id) === here) : [one.id];
    const gone = copies.length > 0 && copies.every(id => lost.has(id)), works = copies.some(stays);
    const fate = own(loss.fates, one.component)?.state;
    const dead = !gone && (copies.length ? !works : ["down", "by hand"].includes(fate)) ;
    state.set(one.id, {gone, dead: dead || (!gone && copies.length > 0 && copies.some(id => down.has(id)))});
    const part = one.parts?.find(({id}) => id.endsWith(".icon"))?.element;
    for (const element of [one.element, part].filter(Boolean)) {
      element.classList.toggle("lost", gone);
      element.classList.toggle("down", state.get(one.id).dead);
      element.classList.toggle("heir", copies.some(id => heirs.has(id)));
    }
  }
  for (const {id, element} of components) if (!id.endsWith(".icon")) element.classList.toggle("lost", lost.has(id));
  const part = new Map(components.map(one => [one.id, one]));
  const ends = id => [id, part.get(id)?.lane?.id, part.get(id)?.element.dataset.parent].filter(Boolean);
  const cut = new Set(loss.cuts.flatMap(({hop: [from, to]}) => ends(from).flatMap(a => ends(to).map(b => `${a} ${b}`))));
  const whole = new Set(loss.cuts.map(({hop}) => hop.map(id => id.split("@")[0].split(".")[0]).join(" ")));
  const gone = id => within.has(id) || lost.has(id) || Boolean(state.get(id)?.gone);
  for (const link of links) {
    const dead = [link.source, link.target].some(gone);
    link.broken = !gone(link.source) && (cut.has(`${link.source} ${link.target}`)
      || (whole.has(`${link.a} ${link.b}`) && (dead || Boolean(state.get(link.target)?.dead))));
    link.gone = dead && !link.broken;
    link.element.classList.toggle("broken", link.broken);
    link.element.classList.toggle("gone", link.gone);
  }
  for (const trunk of trunks) {
    trunk.element.classList.toggle("broken", trunk.links.some(link => link.broken));
    trunk.element.classList.toggle("gone", trunk.links.every(link => link.gone));
  }
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
  const used = index().components.find(part => part.component === id)?.element.querySelector("use");
  if (!used) return null;
  const svg = draw("svg", {viewBox: "0 0 44 44", class: "archgen", "aria-hidden": "true"});
  svg.append(draw("use", {href: used.getAttribute("href"), width: 44, height: 44}));
  return svg;
};

const aboutComponent = id => {
  const one = model.components[id];
  const outgoing = model.steps.filter(step => step.source === id), incoming = model.steps.filter(step => step.target === id);
  const zones = Object.entries(model.outages).filter(([, loss]) => loss.sort === "zone" && own(loss.fates, id));
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
      : [make("p", {}, say("No AZ failure takes it down."))])),
  ];
};
const aboutLoss = zone => {
  const loss = model.outages[zone], ranks = ["down", "by hand", "fails over", "reduced"];
  const touched = Object.entries(loss.fates).filter(([, one]) => one.state !== "unaffected")
    .sort(([, a], [, b]) => ranks.indexOf(a.state) - ranks.indexOf(b.state));
  return [
    make("div", {class: "head"}, make("div", {}, make("h2", {}, zone), make("p", {}, say("This fails.")))),
    make("div", {class: `card ${loss.survives ? "good" : "bad"}`}, make("p", {}, loss.text),
      ...(loss.unreached.length ? [make("ul", {}, ...loss.unreached.map(([id, why]) =>
        make("li", {}, link(id), why ? make("small", {class: "note"}, why) : null)))] : [])),
    ...section("What happens to it", ...(touched.length ? [make("ul", {}, ...touched.map(([id, one]) => make("li", {},
      make("div", {class: "row"}, link(id), make("span", {class: `chip ${tint[one.state]}`}, one.word)),
      make("small", {class: "note"}, [one.outcome, one.time, one.data].filter(Boolean).join(" · ")))))] : [])),
    ...section("Broken paths", ...(loss.cuts.length ? [make("ul", {}, ...loss.cuts.map(cut =>
      make("li", {}, make("code", {}, cut.hop.join(" → ")), make("small", {class: "note"}, cut.reason))))] : [])),
  ];
};
const aboutAll = () => [
  make("h2", {}, model.title),
  model.description ? make("p", {}, model.description) : null,
  ...model.findings.map(findingCard),
  ...section("Failure", make("ul", {}, ...Object.entries(model.outages).filter(([, {sort}]) => sort !== "component").map(([zone, loss]) => make("li", {},
    make("div", {class: "row"}, make("button", {type: "button", class: "link", onclick: () => fail(zone)}, zone),
      make("span", {class: `chip ${loss.survives ? "good" : "bad"}`}, say(loss.survives ? "survived" : "not survived"))),
    make("small", {class: "note"}, [loss.text, loss.unreached.map(([id]) => name(id)).join(", ")].filter(Boolean).join(" ")))))),
  ...section("Components", make("ul", {}, ...Object.entries(model.components).map(([id, one]) => make("li", {class: "row"},
    link(id), one.findings.length ? make("span", {class: `chip ${one.findings[0].severity === "error" ? "bad" : "warn"}`}, one.findings[0].code) : make("small", {}, one.service !== one.name ? one.service : one.place))))),
  ...section("Keys", make("div", {class: "keys"}, ...[["/", "Search"], ["+ −", "Zoom"], ["0", "Fit to window"],
    ["← ↑ → ↓", "Move"], ["Tab", "Next component"], ["Enter", "Details"], ["t", "Light or dark"], ["Esc", "Close"]]
    .flatMap(([key, text]) => [make("span", {}, make("kbd", {}, key)), make("span", {}, say(text))]))),
];
const tell = () => {
  const parts = shown.chosen ? aboutComponent(shown.chosen) : shown.outage ? aboutLoss(shown.outage) : aboutAll();
  panel.replaceChildren(...parts.filter(part => part != null));
  panel.scrollTop = 0;
};
const choose = (id, look) => {
  shown.chosen = id && own(model.components, id) ? id : null;
  for (const one of index().things) one.element.classList.toggle("chosen", one.component === shown.chosen);
  lightChosen();
  const first = look && shown.chosen ? thingsOf(id)[0] : null;
  if (first) bringIntoSight(first.element);
  remember();
  tell();
};

// The address names what is shown

let quiet = false;
const remember = () => {
  if (quiet) return;
  const parts = [shown.chosen, shown.outage && `lost=${shown.outage}`, shown.view !== views.keys().next().value && `view=${shown.view}`];
  history.replaceState(null, "", `#${parts.filter(Boolean).map(encodeURIComponent).join("&").replaceAll("%3D", "=")}`);
};
const recall = () => {
  quiet = true;
  const parts = location.hash.slice(1).split("&").map(part => { try { return decodeURIComponent(part); } catch { return ""; } });
  const value = key => parts.find(part => part.startsWith(`${key}=`))?.slice(key.length + 1) ?? "";
  show(views.has(value("view")) ? value("view") : views.keys().next().value);
  fail(value("lost"));
  choose(parts.find(part => part && !part.includes("=")) ?? null, true);
  quiet = false;
};
const show = view => {
  shown.view = view;
  for (const [each, svg] of views) svg.toggleAttribute("hidden", each !== view);
  for (const button of document.querySelectorAll("[data-show]")) {
    button.setAttribute("aria-pressed", String(button.dataset.show === view));
  }
  light([]);
  index();
  fit();
};

// Search

let options = [], at = 0;
const nothing = byId("nothing");
const close = () => { found.hidden = nothing.hidden = true; search.setAttribute("aria-expanded", "false"); search.removeAttribute("aria-activedescendant"); };
const look = () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  options = words.length ? Object.entries(model.components).filter(([id, one]) => {
    const text = [id, one.name, one.service, one.kind, one.place, one.description, one.find,
      ...one.facts.flat()].join(" ").toLowerCase();
    return words.every(word => text.includes(word));
  }).slice(0, 12) : [];
  at = 0;
  found.replaceChildren(...(options.length || !words.length ? options.map(([id, one], index) =>
    make("li", {role: "option", id: `option-${index}`, onpointerdown: event => { event.preventDefault(); pick(index); }},
      make("span", {}, one.name), make("small", {}, one.service))) : []));
  found.hidden = !options.length;
  nothing.hidden = !words.length || options.length > 0;
  search.setAttribute("aria-expanded", String(!found.hidden));
  choice();
};
const choice = () => {
  [...found.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
  if (options.length) search.setAttribute("aria-activedescendant", `option-${at}`);
  else search.removeAttribute("aria-activedescendant");
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
    choice();
  } else if (event.key === "Enter") pick(at);
  else if (event.key === "Escape") { search.value = ""; close(); search.blur(); event.stopPropagation(); }
});

// A map of the whole picture, where it is too large to be read at once

const map = byId("map");
let mapped = null, frame = null;
const drawMap = () => {
  const large = index().components.length > 100;
  map.toggleAttribute("hidden", !large);
  if (!large) return;
  if (mapped !== shown.view) {
    mapped = shown.view;
    const {width, height} = picture().viewBox.baseVal;
    map.setAttribute("viewBox", `0 0 ${width} ${height}`);
    frame = draw("rect", {class: "frame"});
    const boxes = [...index().lanes, ...index().components.filter(part => !part.lane)];
    map.replaceChildren(...boxes.map(({box}) => draw("rect", {class: "thing", ...box})), frame);
  }
  for (const [name, value] of Object.entries({x: -place.x / place.scale, y: -place.y / place.scale,
    width: stage.clientWidth / place.scale, height: stage.clientHeight / place.scale})) frame.setAttribute(name, value);
};
const goto = event => {
  const {width, height} = picture().viewBox.baseVal, box = map.getBoundingClientRect();
  const scale = Math.min(box.width / width, box.height / height);
  const x = (event.clientX - box.left - (box.width - width * scale) / 2) / scale;
  const y = (event.clientY - box.top - (box.height - height * scale) / 2) / scale;
  move(stage.clientWidth / 2 - x * place.scale - place.x, stage.clientHeight / 2 - y * place.scale - place.y);
};
map.addEventListener("pointerdown", event => { event.stopPropagation(); map.setPointerCapture(event.pointerId); goto(event); });
map.addEventListener("pointermove", event => event.buttons && goto(event));

// Buttons and keys

const root = document.documentElement;
const theme = dark => { root.dataset.theme = dark ? "dark" : "light"; };
const turn = () => theme(root.dataset.theme !== "dark");
byId("theme").addEventListener("click", turn);
byId("fit").addEventListener("click", () => fit(true));
byId("closer").addEventListener("click", () => zoom(1.3, undefined, undefined, true));
byId("further").addEventListener("click", () => zoom(1 / 1.3, undefined, undefined, true));
const failing = byId("failing");
failing.addEventListener("change", () => { if (shown.chosen) choose(null); fail(failing.value); });
const change = view => { show(view); fail(shown.outage); choose(shown.chosen); };
for (const button of document.querySelectorAll("[data-show]")) button.addEventListener("click", () => change(button.dataset.show));
addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select")) return;
  const step = event.shiftKey ? 200 : 60;
  const act = {
    "+": () => zoom(1.3, undefined, undefined, true), "=": () => zoom(1.3, undefined, undefined, true),
    "-": () => zoom(1 / 1.3, undefined, undefined, true), "0": () => fit(true), "t": turn,
    "ArrowLeft": () => move(step, 0, true), "ArrowRight": () => move(-step, 0, true),
    "ArrowUp": () => move(0, step, true), "ArrowDown": () => move(0, -step, true),
    "/": () => search.focus(),
    "Escape": () => shown.chosen ? choose(null) : fail(""),
  }[event.key];
  if (!act || (event.key.startsWith("Arrow") && event.target.closest(".panel"))) return;
  event.preventDefault();
  act();
});
addEventListener("hashchange", recall);
let size = stage.getBoundingClientRect();
addEventListener("resize", () => {
  const now = stage.getBoundingClientRect();
  if (place.fitted) fit();
  else move((now.width - size.width) / 2, (now.height - size.height) / 2);
  size = now;
});
root.classList.add("live");
theme(matchMedia("(prefers-color-scheme: dark)").matches);
recall();
})();
