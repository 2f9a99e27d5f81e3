// What came in: files dropped on the page, answers, and each sheet as it came.
import { act, ask, byId, element, find, refused, say, sendFile, showOpen, tell } from "./desk.js";
import { resume, solve, stop } from "./solving.js";

const failed = (lines) => ask(say("not_done"), lines, [[say("close"), null]]);

const drop = byId("drop");
const received = byId("received");
const live = () => byId("live");

// ---------------------------------------------------------------------------------------------- the page as it is now

/** Show the page as it is now; what was typed and unfolded stays, and the focus goes where it was or `next`. */
async function refresh(next) {
  const answer = await fetch(location.pathname).catch(() => null);
  if (!answer) return look(); // which says that the desk is closed
  const made = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = made.getElementById("live");
  if (!fresh) return location.reload();
  const typed = new Map();
  for (const input of live().querySelectorAll(".answer input"))
    if (input.value !== input.defaultValue) typed.set(input.closest(".answer").dataset.id, input.value);
  const unfolded = new Set([...live().querySelectorAll("details[open]")].map(({ id }) => id));
  live().replaceWith(fresh);
  for (const input of fresh.querySelectorAll(".answer input")) {
    const before = typed.get(input.closest(".answer").dataset.id);
    if (before !== undefined) input.value = before;
  }
  for (const details of fresh.querySelectorAll("details")) details.open = unfolded.has(details.id);
  const count = made.getElementById("open");
  byId("open").hidden = count.hidden;
  byId("open").textContent = count.textContent;
  next?.();
}

/** Read again where something has come since, as when somebody has put a cell right in Excel. */
async function look() {
  try {
    const { open, mark } = await find("intake/open");
    if (mark !== live().dataset.mark) await refresh();
    else showOpen(open);
  } catch {
    // said where it is shown
  }
}
addEventListener("focus", look);

// ------------------------------------------------------------------------------------------------------ files that come

async function receive(files) {
  for (const file of files) {
    const line = received.appendChild(element("li", say("receiving", { file: file.name }), { className: "note" }));
    if (file.size > Number(drop.dataset.most)) {
      line.className = "error";
      line.textContent = say("too_large", { file: file.name });
      continue;
    }
    try {
      await file.slice(0, 1).arrayBuffer(); // a folder has no bytes
    } catch {
      line.className = "error";
      line.textContent = say("no_bytes", { file: file.name });
      continue;
    }
    try {
      line.textContent = (await sendFile("intake/receive", file)).text;
      line.className = "fine";
    } catch (error) {
      line.className = "error";
      line.textContent = error.message;
    }
  }
  await refresh();
}

let over = 0;
const carries = (moved) => [...(moved.dataTransfer?.types ?? [])].includes("Files");
addEventListener("dragenter", (moved) => carries(moved) && (over += 1) && document.body.classList.add("dropping"));
addEventListener("dragleave", (moved) => {
  if (carries(moved) && (over -= 1) < 1) document.body.classList.remove("dropping");
});
addEventListener("dragover", (moved) => carries(moved) && moved.preventDefault());
addEventListener("drop", (moved) => {
  if (!carries(moved)) return;
  moved.preventDefault();
  over = 0;
  document.body.classList.remove("dropping");
  receive([...moved.dataTransfer.files]);
});
byId("choose").addEventListener("click", () => byId("files").click());
byId("files").addEventListener("change", async ({ target }) => {
  await receive([...target.files]);
  target.value = "";
});

// -------------------------------------------------------------------------------------------------------------- answers

/** The question after one that is answered, or what is next when none is left. */
function onward(place) {
  const questions = live().querySelectorAll(".files .answer");
  const next = questions[Math.min(place, questions.length - 1)]?.querySelector("button, select, input");
  (next ?? byId("next-title")).focus();
}

async function answer(group, said) {
  const place = [...live().querySelectorAll(".files .answer")].indexOf(group);
  const { id, seen } = group.dataset;
  group.setAttribute("aria-busy", "true");
  try {
    tell((await act("intake/answer", { id, answer: said, seen })).text);
    for (const input of group.querySelectorAll("input")) input.value = input.defaultValue;
    await refresh(() => onward(Math.max(place, 0)));
  } catch (error) {
    refused(error, refresh);
  } finally {
    group.removeAttribute("aria-busy");
  }
}

// ---------------------------------------------------------------------------------------------------- sheets as they came

function table(caption, headings, rows) {
  const made = element("table", "", { className: "asis" });
  made.append(element("caption", caption), element("thead"), element("tbody"));
  const heads = headings.map((text) => (text ? element("th", text, { scope: "col" }) : element("td")));
  made.tHead.appendChild(element("tr")).append(...heads);
  made.tBodies[0].append(...rows.map((cells) => {
    const row = element("tr");
    row.append(...cells);
    return row;
  }));
  return made;
}

function sheetCell({ text, down = 1, across = 1, kind, said, here }) {
  const cell = element("td", "", { rowSpan: down, colSpan: across, className: [kind, here && "here"].filter(Boolean).join(" ") });
  if (kind) cell.append(element("b", said, { className: "kind" }), " ");
  cell.append(text);
  return cell;
}

async function shown({ file, sheet, cell, layout }) {
  if (layout) {
    const { headings, rows } = await find("intake/layout", { layout });
    return [table(say("layout_of", { layout }), headings, rows.map((row) => row.map((text) => element("td", String(text)))))];
  }
  const { title, columns, rows, whole } = await find("intake/sheet", { file, sheet, cell });
  const lines = rows.map(([number, cells]) => [
    element("th", String(number), { scope: "row" }),
    ...cells.filter(Boolean).map(sheetCell),
  ]);
  const made = table(title, ["", ...columns], lines);
  return whole ? [made] : [made, element("p", say("part_of_sheet"), { className: "soft" })];
}

/** Unfold what a button shows below it, or fold it again. */
async function unfold(button) {
  const place = button.closest("li").querySelector(":scope > .shown");
  const open = button.getAttribute("aria-expanded") === "true";
  for (const each of button.parentElement.querySelectorAll(".show")) each.setAttribute("aria-expanded", "false");
  place.hidden = open;
  if (open) return;
  const wide = element("div", "", { className: "wide", tabIndex: 0 });
  wide.setAttribute("role", "region");
  wide.setAttribute("aria-label", button.textContent);
  wide.append(...(await shown(button.dataset)));
  place.replaceChildren(wide);
  button.setAttribute("aria-expanded", "true");
  const here = wide.querySelector(".here");
  if (here) wide.scrollLeft = Math.max(0, here.offsetLeft - wide.clientWidth / 2);
}

// ------------------------------------------------------------------------------------------------------- what can be done

async function doing(name, asked) {
  tell((await act(name, asked)).text);
  if (name !== "intake/launch") await refresh();
}

const buttons = {
  ".candidate": (button) => answer(button.closest(".answer"), button.dataset.answer),
  ".show": unfold,
  ".choose": () => byId("files").click(),
  ".again": () => refresh(() => tell(say("read_again"))),
  "[data-launch]": ({ dataset }) => doing("intake/launch", { file: dataset.launch }),
  "[data-aside]": ({ dataset }) => doing("intake/aside", { file: dataset.aside }),
  "[data-back]": ({ dataset }) => doing("intake/back", { file: dataset.back }),
  "#make-forms": () => {
    tell(say("working"));
    return doing("intake/forms", {});
  },
  "#solve": () => solve(failed),
  "#stop": stop,
};

document.querySelector("main").addEventListener("click", async ({ target }) => {
  const button = target.closest("#live button");
  const does = button && Object.entries(buttons).find(([which]) => button.matches(which))?.[1];
  try {
    await does?.(button);
  } catch (error) {
    refused(error, refresh);
  }
});
document.querySelector("main").addEventListener("submit", (submitted) => {
  submitted.preventDefault();
  answer(submitted.target.closest(".answer"), submitted.target.elements.answer.value);
});
if (byId("solve")) await resume(failed);
