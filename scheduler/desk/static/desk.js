// What every page of the desk does: asks the server, says what came of it, and notices when the server is gone.

export const { event, working } = document.body.dataset; // working: what was being done when the page was loaded
const texts = JSON.parse(document.getElementById("texts").textContent);

export function say(key, values = {}) {
  return texts[`desk.page.${key}`].replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);
}

/** An element with a text and properties. Never takes a text for markup. */
export function element(tag, text = "", properties = {}) {
  const made = document.createElement(tag);
  if (text !== "") made.append(text);
  return Object.assign(made, properties);
}

/** A name, with the language it is in where that is not the language of the page. */
export const named = (text, foreign, tag = "span") => element(tag, text, foreign && { lang: foreign });

export const byId = (id) => document.getElementById(id);

const said = byId("said");

let silence;

/** Say something to everybody who looks or listens; after a while it no longer covers the page. */
export function tell(text) {
  said.textContent = text;
  clearTimeout(silence);
  silence = setTimeout(() => said.replaceChildren(), 15000);
}

/** Ask a question with ways to answer it; each way is a text and what it does. */
export function ask(title, lines, ways) {
  const dialog = byId("ask");
  byId("ask-title").textContent = title;
  byId("ask-text").replaceChildren(...lines.map((line) => element("p", line)));
  byId("ask-ways").replaceChildren(
    ...ways.map(([text, does], place) => {
      const button = element("button", text, { type: "button", className: place ? "" : "main" });
      button.addEventListener("click", () => {
        dialog.close();
        does?.();
      });
      return button;
    }),
  );
  dialog.showModal();
}

/** An answer of the server that is none; `says` are its messages, each a text with cells. */
export class Refused extends Error {
  constructor(says, another) {
    super(says.map(({ text }) => text).join(" "));
    this.says = says;
    this.another = another;
  }
}

async function answered(path, options) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    gone();
    throw new Refused([{ text: byId("gone").textContent, cells: [] }], false);
  }
  if (answer.ok) return answer.json();
  if (answer.headers.get("content-type")?.startsWith("application/json")) {
    const { says, another } = await answer.json();
    throw new Refused(says, Boolean(another));
  }
  throw new Refused([{ text: await answer.text(), cells: [] }], false);
}

export const find = (name, asked = {}) => answered(`/${encodeURIComponent(event)}/${name}?${new URLSearchParams(asked)}`);

export function send(path, asked = {}) {
  const body = JSON.stringify(asked);
  return answered(path, { method: "POST", headers: { "content-type": "application/json" }, body });
}

export const act = (name, asked) => send(`/${encodeURIComponent(event)}/${name}`, asked);

/** Send a file, with its name beside it. */
export function sendFile(name, file) {
  const headers = { "content-type": "application/octet-stream", "x-file-name": encodeURIComponent(file.name) };
  return answered(`/${encodeURIComponent(event)}/${name}`, { method: "POST", headers, body: file });
}

/** Say what was refused, with what can be done: look at how it is now, or leave it. */
export function refused(error, again) {
  if (!(error instanceof Refused)) throw error;
  if (!byId("gone").hidden) return;
  const lines = error.says.map(({ text, cells }) => [text, ...cells].join(" · "));
  const ways = error.another ? [[say("look_again"), again]] : [[say("close"), null]];
  ask(say(error.another ? "meanwhile" : "not_done"), lines, ways);
}

/** The server is gone: say so, and go on as soon as it is there again. */
export function gone() {
  if (!byId("gone").hidden) return;
  byId("gone").hidden = false;
  const again = setInterval(async () => {
    try {
      const answer = await fetch("/static/style.css", { cache: "no-store" });
      if (answer.ok) {
        clearInterval(again);
        location.reload();
      }
    } catch {
      // not yet; one that was started anew refuses until its address was opened in this browser
    }
  }, 2000);
}

function keep(name, value) {
  document.cookie = `${name}=${value}; path=/; samesite=strict; max-age=31536000`;
  location.reload();
}

byId("language").addEventListener("change", ({ target }) => keep("lang", target.value));
byId("guests")?.addEventListener("change", ({ target }) => keep("guests", target.checked ? "yes" : "no"));

const open = byId("open");

/** How much of the intake is open, in the list of places. */
export function showOpen(count) {
  open.hidden = !count;
  open.textContent = say("open_count", { count });
}

if (open && "unknown" in open.dataset) find("intake/open").then(({ open }) => showOpen(open), () => {}); // said on its place
