// What leaves the office: an export is written, a letter is looked at, and what was sent is noted in its send.xlsx.

import { act, ask, byId, element, event, find, refused, say, tell, working } from "./desk.js";

const again = () => location.reload();
const WRITTEN = `written of ${event}`;

// -------------------------------------------------------------------------------------------------------- written

byId("write").addEventListener("submit", async (submitted) => {
  submitted.preventDefault();
  const form = submitted.target;
  const what = form.elements.what.value;
  try {
    await act("job/export", { version: form.dataset.version, different: what === "different", public: what === "public" });
    await followed();
  } catch (error) {
    refused(error, again);
  }
});

/** An export is being written; what was written is shown when it ends. */
async function followed() {
  const button = byId("write").querySelector("button");
  button.disabled = true;
  const { follow } = await import("./follow.js"); // a page on which nothing is written need not wait for it
  const { says, said } = await follow();
  button.disabled = false;
  if (says) {
    ask(say("not_done"), says.map(({ text, cells }) => [text, ...cells].join(" · ")), [[say("close"), null]]);
    return;
  }
  sessionStorage.setItem(WRITTEN, said.join("\n"));
  location.assign(`/${encodeURIComponent(event)}/sending`);
}

if (working === "export") followed();

const written = sessionStorage.getItem(WRITTEN);
if (written) {
  sessionStorage.removeItem(WRITTEN);
  tell(written);
}

// ----------------------------------------------------------------------------------------------------- the send list

const table = byId("letters");
const rows = table ? [...table.tBodies[0].rows] : [];
const filter = byId("filter")?.elements;
const shown = () => rows.filter((row) => !row.hidden);

function look() {
  for (const row of rows) {
    const { via, language, state } = row.dataset;
    row.hidden = !(
      (filter.via.value === "*" || filter.via.value === via) &&
      (filter.language.value === "*" || filter.language.value === language) &&
      (!filter.open.checked || !state)
    );
  }
  count();
}

function count() {
  const open = rows.filter(({ dataset }) => !dataset.state).length;
  byId("count").textContent = say("letters_shown", { shown: shown().length, all: rows.length, open });
}

const called = (state) => say(`state_${state || "open"}`);

let noted = Promise.resolve();

/** Note how far some letters are, after what was clicked before. */
function mark(letters, state) {
  noted = noted.then(() => note(letters, state));
}

/** Note it in the list, and show the list as it then is. */
async function note(letters, state) {
  const { export: name, revision } = table.dataset;
  let now;
  try {
    now = await act("sending/mark", { export: name, revision, letters, state });
  } catch (error) {
    refused(error, again);
    return;
  }
  table.dataset.revision = now.revision;
  for (const row of rows) {
    const is = now.states[row.dataset.letter] ?? "";
    row.dataset.state = is;
    for (const button of row.querySelectorAll(".states button")) button.setAttribute("aria-pressed", String(button.dataset.state === is));
    row.querySelector(".sent-on").textContent = now.days[row.dataset.letter] ?? "";
  }
  waiting(now.waiting);
  count();
  tell(say("marked", { count: letters.length, state: called(state) }));
}

/** The number beside the place, in the list of places. */
function waiting(number) {
  const sign = document.querySelector('[data-waiting="sending"]');
  if (!sign) return;
  sign.hidden = !number;
  sign.firstChild.textContent = number;
}

for (const row of rows) {
  for (const button of row.querySelectorAll(".states button")) {
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-pressed") === "false") mark([row.dataset.letter], button.dataset.state);
    });
  }
  row.querySelector("[data-look]").addEventListener("click", () => preview(row.dataset.letter));
}

for (const button of document.querySelectorAll("[data-all]")) {
  button.addEventListener("click", () => {
    const state = button.dataset.all;
    const concerned = shown().filter(({ dataset }) => (state === "sent" ? !dataset.state : dataset.state !== state));
    const letters = concerned.map(({ dataset }) => dataset.letter);
    if (!letters.length) {
      tell(say("none_to_mark"));
      return;
    }
    const name = called(state);
    ask(say("mark_all", { count: letters.length, state: name }), [say("mark_all_is", { export: table.dataset.export })], [
      [say("mark_them"), () => mark(letters, state)],
      [say("leave_them"), null],
    ]);
  });
}

if (table) {
  byId("filter").addEventListener("input", look);
  byId("filter").addEventListener("submit", (submitted) => submitted.preventDefault());
  look();
}

// -------------------------------------------------------------------------------------------------------- a letter

const METHODS = ["REQUEST", "CANCEL"];

async function preview(letter) {
  let found;
  try {
    found = await find("sending/letter", { export: table.dataset.export, letter });
  } catch (error) {
    refused(error, again);
    return;
  }
  byId("letter-title").textContent = say("letter_to", { to: found.to });
  const parts = [element("pre", found.text || say("no_text"), { lang: found.language, tabIndex: 0 })];
  if (found.calendar.length) parts.push(element("h3", say("calendar", { clock: found.clock })), calendar(found));
  if (found.sheet.length) parts.push(element("h3", say("sheet")), ...sheet(found));
  parts.push(element("h3", say("files")), files(found));
  byId("letter-is").replaceChildren(...parts);
  byId("letter").showModal();
  byId("letter").scrollTop = 0;
}

function calendar({ calendar: entries, language }) {
  const list = element("ul", "", { className: "entries" });
  for (const { method, what, when, where } of entries) {
    const item = element("li", element("b", METHODS.includes(method) ? say(`method_${method}`) : method));
    item.append(element("span", what, { lang: language }), element("span", when, { lang: language }), element("span", where));
    list.append(item);
  }
  return list;
}

/** Rows of one cell are lines of text; of the others the first are the headings. */
function sheet({ sheet: found, language }) {
  const widest = Math.max(...found.map(({ length }) => length));
  const parts = [];
  const cells = found.filter(({ length }) => length > 1 && widest > 1);
  const lines = found.map((row) => (row.length > 1 && widest > 1 ? null : row[0]));
  const first = lines.indexOf(null);
  const text = (some) => some.filter(Boolean).map((line) => element("p", line, { lang: language }));
  parts.push(...text(first < 0 ? lines : lines.slice(0, first)));
  if (cells.length) {
    const made = element("table", "", { className: "list", lang: language });
    const [headings, ...rest] = cells;
    const head = made.createTHead().insertRow();
    for (const heading of headings) head.append(element("th", heading, { scope: "col" }));
    const body = made.createTBody();
    for (const row of rest) {
      const line = body.insertRow();
      headings.forEach((_, place) => line.append(element("td", row[place] ?? "")));
    }
    const wide = element("div", made, { className: "wide", tabIndex: 0, role: "region" });
    wide.setAttribute("aria-label", say("sheet"));
    parts.push(wide);
  }
  if (first >= 0) parts.push(...text(lines.slice(first)));
  return parts;
}

function files({ files: found, export: name }) {
  const list = element("ul", "", { className: "files" });
  for (const { path, name: called } of found) {
    const href = `/${encodeURIComponent(event)}/sending/file?${new URLSearchParams({ export: name, path })}`;
    list.append(element("li", element("a", called, { href, download: called })));
  }
  return list;
}

byId("letter").querySelector(".close").addEventListener("click", () => byId("letter").close());
