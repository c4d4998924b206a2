"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const say = (text) => { one("#news").textContent = text; };
  document.documentElement.classList.add("script");

  // --- making elements; text is only ever set as text, and characters that cannot be seen are shown ---
  const HIDDEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u070f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\ufffe\uffff\ufdd0-\ufdef\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;
  const SEEN = /^[^\x00-\x7f]$/u;
  const joins = (text, at) => {
    const before = [...text.slice(Math.max(0, at - 2), at)].pop() || "", after = [...text.slice(at + 1, at + 3)][0] || "";
    return SEEN.test(before) && SEEN.test(after) && /[\p{So}\p{Sk}\p{Lo}\p{Mn}\p{Mc}]{2}/u.test(before + after);
  };
  const make = (tag, name, ...parts) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    node.append(...parts);
    return node;
  };
  const show = (text) => {
    const made = document.createDocumentFragment();
    let last = 0;
    for (const match of text.matchAll(HIDDEN)) {
      if ((match[0] === "\u200d" || match[0] === "\u200c") && joins(text, match.index)) continue;
      made.append(text.slice(last, match.index));
      const code = match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
      made.append(make("span", "hidden-char", "U+" + code));
      last = match.index + match[0].length;
    }
    made.append(text.slice(last));
    return made;
  };
  const bdi = (text, name) => make("bdi", name, show(text));

  // --- going to a place of the page: what hides it opens, and the page stands there, not near it ---
  const NEAR = 2; // screens: so far the page glides; farther it is there at once, since a long ride tells nothing
  // parts of the page that were not yet seen have guessed sizes: before a jump they get their own
  const measure = () => document.documentElement.classList.add("measured");
  const named = (hash) => { try { return document.getElementById(decodeURIComponent(hash.slice(1))); } catch { return null; } };
  let unfilter = () => {};
  const reach = (target, block = "start") => {
    measure();
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    if (target.closest(".row[hidden]")) unfilter();
    const far = Math.abs(target.getBoundingClientRect().top) > NEAR * innerHeight;
    target.scrollIntoView({ block, behavior: far || calm.matches ? "instant" : "smooth" });
  };
  const address = (id) => history.replaceState(history.state, "", "#" + id);
  addEventListener("hashchange", () => { const target = named(location.hash); if (target) reach(target); });

  // --- the drawer: the passages of one row ---
  const drawer = one("#drawer"), inner = one(".drawer-inner", drawer);
  let opener = null, current = null;
  const shownRows = () => all(".row[id]").filter((row) => row.checkVisibility());
  const opensRow = (row) => one(`a.open[data-row="${CSS.escape(row.id)}"]`, row);
  const order = () => shownRows().filter(opensRow).map((row) => row.id);
  const marked = (text, start, end, from, to) => from == null ? [show(text.slice(start, end))]
    : [show(text.slice(start, from)), make("b", "slot", show(text.slice(from, to))), show(text.slice(to, end))];
  const passage = ([account, start, end, first, last, anchor, from, to, place]) => {
    const text = data.texts[account] || "", [name, url] = data.accounts[account];
    const quote = make("blockquote", "", show(text.slice(first, start)), make("mark", "", ...marked(text, start, end, from, to)), show(text.slice(end, last)));
    quote.dir = "auto";
    const jump = make("a", "jump", "In the article");
    jump.href = "#" + anchor;
    jump.dataset.at = `${account} ${start} ${end}`;
    const ways = make("p", "ways", jump);
    if (url) {
      const words = text.slice(start, end).trim().split(/\s+/);
      const code = (list) => encodeURIComponent(list.join(" ").toWellFormed?.() ?? list.join(" ")).replaceAll("-", "%2D");
      const page = make("a", "", "On the page ↗");
      page.href = url.split("#")[0] + "#:~:text=" + (words.length > 8 ? code(words.slice(0, 4)) + "," + code(words.slice(-4)) : code(words));
      page.rel = "noreferrer noopener";
      page.target = "_blank";
      ways.append(page);
    }
    return make("figure", "proof", make("figcaption", "", bdi(name, "name"), place ? " " + place : ""), quote, ways);
  };
  const fill = (id, account) => {
    const [question, relation, why, , answers, notes, kind, chance, whole] = data.rows[id];
    const button = (label, act) => { const made = make("button", "", label); made.type = "button"; made.addEventListener("click", act); return made; };
    const rows = order(), at = rows.indexOf(id);
    const bar = make("div", "drawer-bar");
    const to = (label, way) => { const made = button(label, () => fill(rows[at + way])); made.dataset.way = way; bar.append(made); };
    if (at > 0) to("Previous", -1);
    if (at >= 0 && at < rows.length - 1) to("Next", 1);
    bar.append(make("span", "space"), button("Close", () => drawer.close()));
    const title = make("h2", "", show(question));
    title.id = "drawer-title";
    title.dir = "auto";
    const badge = one(".legend .badge." + relation).cloneNode(true);
    const head = make("p", "", badge, " ", make("span", "kind", kind));
    const reason = make("p", "", show(why), make("span", "quiet", chance && " " + chance));
    inner.replaceChildren(bar, head, title, reason, ...notes.map((note) => make("p", "why", show(note))));
    for (const [letter, tone, text, support, sources, voice, asOf, proofs] of answers) {
      const line = [supportNow(id, letter) || support, sources && "source: " + sources, asOf && "as of " + asOf, voice].filter(Boolean).join(" · ");
      inner.append(make("div", "group t" + tone, make("span", "chip t" + tone, letter), " ", whole ? "" : make("b", "", bdi(text)), make("span", "quiet", show(line))));
      const mine = proofs.filter((proof) => proof[0] === account), rest = proofs.filter((proof) => proof[0] !== account);
      const list = [...mine, ...rest];
      inner.append(...list.slice(0, 40).map(passage));
      if (list.length > 40) inner.append(button(`${list.length - 40} more passages`, (event) => event.target.replaceWith(...list.slice(40).map(passage))));
    }
    all(".row.current").forEach((row) => row.classList.remove("current"));
    document.getElementById(id)?.classList.add("current");
    current = id;
    address(id);
    inner.scrollTop = drawer.scrollTop = 0;
    const first = account !== undefined && all(".jump", inner).find((link) => +link.dataset.at.split(" ")[0] === account);
    if (first) first.closest(".proof").scrollIntoView({ block: "nearest" });
    one(".drawer-bar button:last-child", inner).focus({ preventScroll: true });
  };
  const open = (id, account, from) => {
    opener = from;
    if (!drawer.open) drawer.showModal();
    fill(id, account);
  };
  drawer.addEventListener("close", () => {
    all(".row.current").forEach((row) => row.classList.remove("current"));
    if (opener) opener.focus({ preventScroll: true });
    opener = current = null;
  });
  drawer.addEventListener("click", (event) => { if (event.target === drawer) drawer.close(); });
  drawer.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (way) turn(way);
  });

  // --- keys: one to each thing a reader does often; a list of them, where they can be switched off ---
  const keys = one("#keys"), single = one("#single-keys");
  const listKeys = () => { if (!keys.open) keys.showModal(); };
  one("#keys-open")?.addEventListener("click", listKeys);
  keys.addEventListener("click", (event) => { if (event.target === keys) keys.close(); });
  one("button", keys).addEventListener("click", () => keys.close());
  const turn = (way) => one(`.drawer-bar [data-way="${way}"]`, inner)?.click();
  const step = (way) => {
    if (drawer.open) { turn(way); return; }
    const rows = shownRows().filter(opensRow), here = document.activeElement.closest(".row[id]");
    const next = here ? rows[rows.indexOf(here) + way] : rows.find((row) => row.getBoundingClientRect().bottom > innerHeight / 4);
    if (!next) return;
    reach(next);
    opensRow(next).focus({ preventScroll: true });
  };
  const find = () => {
    const field = one("#differ .tools input[type=search]");
    if (!field) return;
    drawer.close();
    reach(field, "center");
    field.focus({ preventScroll: true });
  };
  const does = { "/": find, j: () => step(1), k: () => step(-1), "?": listKeys };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !single.checked) return;
    if (keys.open || event.target.closest("input, select, textarea, [contenteditable]") || !does[event.key]) return;
    event.preventDefault();
    does[event.key]();
  });
  // the cells of a row are one stop of the Tab key: arrows lead from one to the next
  const cells = (row) => all("a.open", row).filter((link) => link.closest(".row") === row && link.checkVisibility());
  all(".matrix .row .cell a.open").forEach((link) => { link.tabIndex = -1; });
  document.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key], link = event.target.closest(".matrix .row a.open");
    if (!way || !link || drawer.open) return;
    const links = cells(link.closest(".row")), next = links[links.indexOf(link) + way];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  // --- jumping to the very words in the article ---
  const back = one("#back");
  let cameFrom = null;
  const unmark = () => all("mark.hit").forEach((mark) => { const parent = mark.parentNode; mark.replaceWith(...mark.childNodes); parent.normalize(); });
  const units = (node) => node.parentNode.className === "hidden-char" ? (parseInt(node.data.slice(2), 16) > 0xffff ? 2 : 1) : node.data.length;
  const wrap = (paragraph, start, end) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT), nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    let at = +paragraph.dataset.start, first = null;
    for (const node of nodes) {
      const size = units(node), whole = size !== node.data.length || node.parentNode.className === "hidden-char";
      const from = Math.max(start - at, 0), to = Math.min(end - at, size);
      at += size;
      if (from >= to) continue;
      const part = whole ? node : node.splitText(from);
      if (!whole && to - from < part.data.length) part.splitText(to - from);
      const mark = make("mark", "hit");
      part.replaceWith(mark);
      mark.append(part);
      first ??= mark;
    }
    return first;
  };
  const jump = (account, start, end, sentence) => {
    const article = document.getElementById("a" + account);
    if (!article) return false;
    article.open = true;
    unmark();
    let first = null;
    for (const paragraph of all(".text > p[data-start]", article)) {
      if (+paragraph.dataset.start >= end) break;
      first = wrap(paragraph, start, end) || first;
      if (first && +paragraph.dataset.start + paragraph.textContent.length >= end) break;
    }
    const target = first || sentence || article;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    reach(target, "center");
    address((sentence || article).id);
    back.hidden = false;
    say("In the article: " + data.accounts[account][0]);
    return true;
  };
  back.addEventListener("click", () => {
    back.hidden = true;
    const from = cameFrom;
    cameFrom = null;
    if (!from) return;
    if (from.row) open(from.row, undefined, from.link);
    else { reach(from.link, "center"); from.link.focus({ preventScroll: true }); }
  });

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    measure();
    if (link.classList.contains("jump")) {
      const row = current, from = drawer.contains(link) ? opener : link;
      opener = null;
      if (drawer.open) drawer.close();
      cameFrom = { row, link: from };
      if (jump(...link.dataset.at.split(" ").map(Number), named(link.hash))) event.preventDefault();
    } else if (link.classList.contains("open") && data.rows[link.dataset.row]) {
      event.preventDefault();
      open(link.dataset.row, link.dataset.account === undefined ? undefined : +link.dataset.account, link);
    }
  });

  // --- sorting and filtering ---
  const tools = one("#differ .tools");
  const table = one("#differ-table"), body = table && one("tbody", table);
  if (tools && body) {
    const rows = [...body.children];
    const words = new Map();
    const textOf = (row) => {
      if (!words.has(row)) {
        const said = [row.id, ...all(".row", row).map((item) => item.id)].map((id) => data.rows[id])
          .flatMap(([question, , why, , answers]) => [question, why, ...answers.map((answer) => answer[2] + " " + answer[4])]);
        words.set(row, said.join(" ").toLowerCase());
      }
      return words.get(row);
    };
    const filter = () => {
      const on = new Set(all("input[name=relation]:checked", tools).map((box) => box.value));
      const { kind, account, words: find } = tools.elements;
      const wanted = find.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const fits = row.dataset.relation.split(" ").some((relation) => on.has(relation)) && (!kind.value || row.dataset.kind === kind.value)
          && (!account.value || row.dataset.accounts.includes(` ${account.value} `)) && (!wanted.length || wanted.every((word) => textOf(row).includes(word)));
        row.hidden = !fits;
        shown += fits;
      }
      tools.elements.shown.value = `${shown} of ${rows.length} happenings`;
    };
    const by = {
      weight: (row) => [+row.dataset.order],
      kind: (row) => [row.dataset.kind, +row.dataset.order],
      accounts: (row) => [-row.dataset.accounts.trim().split(" ").length, +row.dataset.order],
    };
    const compare = (left, right) => { for (const [place, value] of left.entries()) { if (value < right[place]) return -1; if (value > right[place]) return 1; } return 0; };
    const sort = () => {
      const key = by[tools.elements.rows.value];
      body.append(...rows.map((row) => [key(row), row]).sort((left, right) => compare(left[0], right[0])).map((pair) => pair[1]));
      say("Rows sorted by " + tools.elements.rows.selectedOptions[0].text);
    };
    const columns = () => {
      const how = tools.elements.columns.value;
      const heads = all("th[data-account]", table);
      const collator = new Intl.Collator("en");
      const places = heads.map((head) => [+head.dataset.account, how === "time" ? head.dataset.time : head.dataset.name])
        .sort((left, right) => (how === "time" ? (left[1] < right[1] ? -1 : left[1] > right[1] ? 1 : 0) : collator.compare(left[1], right[1])) || left[0] - right[0]).map((pair) => pair[0]);
      for (const matrix of all(".matrix")) for (const row of all("tr", matrix)) {
        const cells = new Map([...row.children].filter((cell) => cell.dataset.account).map((cell) => [+cell.dataset.account, cell]));
        row.append(...places.map((place) => cells.get(place)).filter(Boolean));
      }
      say("Columns sorted by " + tools.elements.columns.selectedOptions[0].text);
    };
    unfilter = () => { tools.reset(); filter(); };
    tools.addEventListener("submit", (event) => event.preventDefault());
    tools.addEventListener("input", (event) => {
      if (event.target.name === "rows") sort();
      else if (event.target.name === "columns") columns();
      else filter();
    });
    filter();
  }

  // --- what if: support recomputed from the edges ---
  const switches = new Map(), pairs = [];
  const SURE = data.sure;
  const union = () => {
    const root = new Map();
    const top = (node) => { if (!root.has(node)) root.set(node, node); while (root.get(node) !== node) node = root.get(node); return node; };
    return { top, join: (left, right) => root.set(top(left), top(right)), count: (nodes) => new Set(nodes.map(top)).size };
  };
  const joined = () => [...pairs, ...data.links.filter((_, place) => switches.get(place) === "copy")];
  // the whole story: accounts are the nodes, copies and rewrites the pairs
  const story = () => {
    const every = data.accounts.slice(0, data.told).map((_, place) => place), sure = union(), all = union();
    data.links.forEach(([left, right, strength, kind], place) => {
      if (switches.get(place) === "apart" || !(kind === "reprint" || kind === "rewrite")) return;
      all.join(left, right);
      if (strength >= SURE) sure.join(left, right);
    });
    for (const [left, right] of joined()) { all.join(left, right); sure.join(left, right); }
    return [all.count(every), sure.count(every)];
  };
  // one answer: its accounts' nodes and the pairs that are, or may be, one; a switch takes pairs away or adds one
  const range = ([nodes, sure, unsure, places, cuts]) => {
    const gone = [new Set(), new Set()];
    for (const [link, surely, maybe] of cuts) if (switches.get(link) === "apart") {
      surely.forEach((place) => gone[0].add(place));
      maybe.forEach((place) => gone[1].add(place));
    }
    const high = union(), low = union(), own = new Map(nodes), away = new Map(places);
    sure.forEach(([left, right], place) => { if (!gone[0].has(place)) { high.join(left, right); low.join(left, right); } });
    unsure.forEach(([left, right], place) => { if (!gone[1].has(place)) low.join(left, right); });
    for (const [left, right] of joined()) {
      if (!own.has(left) && !own.has(right)) continue;
      const one = own.get(left) || [away.get(left) ?? "place " + left], two = own.get(right) || [away.get(right) ?? "place " + right];
      if (one.length === 1 || two.length === 1) { high.join(one[0], two[0]); low.join(one[0], two[0]); }
    }
    const mine = nodes.flatMap((pair) => pair[1]), most = Math.min(high.count(mine), nodes.length);
    return [Math.min(low.count(mine), most), most];
  };
  const ranged = (low, high) => low === high ? `${low}` : `${low} to ${high}`;
  const plain = new Map();
  const supportNow = (row, letter) => {
    const answer = data.rows[row][4].find((item) => item[0] === letter), joins = answer[9];
    if (!joins) return answer[3];
    const [low, high] = range(joins), key = row + " " + letter;
    if (!switches.size && !pairs.length) plain.set(key, ranged(low, high));
    if (ranged(low, high) === plain.get(key)) return answer[3];
    return `${answer[8].length} accounts, ${ranged(low, high)} separate ${high === 1 ? "source" : "sources"}`;
  };
  for (const [id, row] of Object.entries(data.rows)) for (const answer of row[4]) if (answer[9]) supportNow(id, answer[0]);
  const recompute = () => {
    const changed = switches.size + pairs.length;
    let differs = 0;
    for (const node of all(".support")) {
      node.dataset.found ??= node.textContent;
      const text = supportNow(node.dataset.of, node.dataset.letter);
      node.textContent = text;
      node.classList.toggle("changed", text !== node.dataset.found);
      if (text !== node.dataset.found) { differs += 1; node.title = "as found: " + node.dataset.found; } else node.removeAttribute("title");
    }
    const origins = one("#story-origins");
    if (origins) {
      origins.dataset.found ??= origins.textContent;
      origins.textContent = changed ? ranged(...story()) : origins.dataset.found;
      origins.classList.toggle("changed", origins.textContent !== origins.dataset.found);
      one("#story-note").textContent = changed ? ` (found: ${origins.dataset.found})` : "";
    }
    all(".edge").forEach((edge) => {
      const state = switches.get(+edge.id.slice(5));
      edge.classList.toggle("copy", state === "copy");
      edge.classList.toggle("free", state === "apart");
    });
    const box = one("#whatif");
    if (box) {
      box.hidden = !changed;
      const now = origins ? `The story then has ${origins.textContent} separate sources instead of ${origins.dataset.found}. ` : "";
      one("#whatif-text").textContent = now + (differs ? "Counts that change are marked all over the page." : "No other count on the page changes.");
      say(one("#whatif-text").textContent);
    }
  };
  all(".switch").forEach((group, place) => group.addEventListener("input", (event) => {
    if (event.target.value) switches.set(place, event.target.value); else switches.delete(place);
    recompute();
  }));
  one("#pair")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const { left, right } = event.target.elements;
    if (left.value !== right.value) { pairs.push([+left.value, +right.value]); recompute(); }
  });
  one("#reset")?.addEventListener("click", () => {
    switches.clear();
    pairs.length = 0;
    all(".switch input[value='']").forEach((input) => { input.checked = true; });
    recompute();
  });

  // --- where the reader is; folded parts open for printing ---
  const links = new Map(all(".sections a").map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) {
      links.forEach((link) => link.removeAttribute("aria-current"));
      const link = links.get(entry.target.id), list = link?.closest("ul");
      if (!link) continue;
      link.setAttribute("aria-current", "true");
      list.scrollLeft = link.offsetLeft - list.offsetLeft - 40;
    }
  }, { rootMargin: "-20% 0px -75% 0px" });
  all("main > section").forEach((section) => watcher.observe(section));
  if (location.hash && named(location.hash)) reach(named(location.hash));
  // a table that is wider than its place says so
  const width = new ResizeObserver((entries) => entries.forEach(({ target }) => {
    const wider = target.scrollWidth > target.clientWidth + 1, hint = one(".hint", target);
    if (wider && !hint) target.prepend(make("p", "quiet hint", document.body.dataset.wider));
    if (!wider) hint?.remove();
  }));
  all(".scroll").forEach((place) => width.observe(place));
  const PAPER = "#differ .proofs, #agree > .fold:not(#further), .story"; // what paper.css opens, for browsers that need more
  addEventListener("beforeprint", () => { measure(); all(PAPER).forEach((part) => { part.dataset.was = part.open ? "1" : ""; part.open = true; }); });
  addEventListener("afterprint", () => all("[data-was]").forEach((part) => { part.open = !!part.dataset.was; }));
})();
