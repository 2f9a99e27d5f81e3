// The versions: one marked as sent out or brought back, and two of them drawn side by side.

import { act, ask, byId, element, event, find, refused, say } from "./desk.js";
import { drawDays, times } from "./grid.js";

const HOUR_WIDTH = 3.6; // rem, of an hour where no meeting is shorter
const COLOURS = 8; // as many as the style has
const OPEN = "usage.open_before_sending";
const again = () => location.reload();
const go = (place) => location.assign(`/${encodeURIComponent(event)}/${place}`);

async function doing(name, asked) {
  try {
    await act(name, asked);
    again();
  } catch (error) {
    if (error.says?.[0]?.key !== OPEN) {
      refused(error, again);
      return;
    }
    const [, ...open] = error.says.map(({ text, cells }) => [text, ...cells].join(" · "));
    ask(say("open_things", asked), open, [
      [say("settle_first"), () => go("sending")],
      [say("anyway"), () => doing(name, { ...asked, anyway: true })],
      [say("close"), null],
    ]);
  }
}

function asking(selector, attribute, does) {
  for (const button of document.querySelectorAll(selector)) button.addEventListener("click", () => does(button.dataset[attribute]));
}

asking("[data-release]", "release", (version) => doing("versions/release", { version }));
asking("[data-restore]", "restore", (version) => {
  ask(say("restore", { version }), [say("restore_is")], [
    [say("restore_it"), () => doing("versions/restore", { version })],
    [say("close"), null],
  ]);
});
asking("[data-take-back]", "takeBack", (version) => {
  ask(say("take_back", { version }), [say("take_back_is")], [
    [say("take_it_back"), () => doing("versions/release", { version, take_back: true })],
    [say("close"), null],
  ]);
});

byId("compare")?.addEventListener("submit", (submitted) => {
  submitted.preventDefault(); // the policy of the page lets no form be sent
  const { old, new: now } = submitted.target.elements;
  go(`versions?${new URLSearchParams({ old: old.value, new: now.value })}`);
});

// ----------------------------------------------------------------------------------------------------- side by side

/** One version, to be looked at only. */
function side(data, { version, meetings }) {
  const zone = data.zone;
  const room = data.rooms.map(([name], number) => ({ name, says: "", number, has: (one) => one.room === number }));
  const called = (number) => data.governments[number].slice(0, 2);
  const block = (one) => {
    const made = element("div", "", { className: `meeting k${one.kind % COLOURS}` });
    const head = element("span", element("b", one.id), { className: "head" });
    head.append(` ${times(one.start, one.minutes, zone)}`);
    made.classList.toggle("moved", Boolean(one.how));
    const who = element("span");
    for (const [code, name] of one.parties.map(called)) who.append(element("abbr", code, { title: name }), " ");
    made.append(head, who);
    if (one.how) made.append(element("em", one.how));
    return made;
  };
  const days = drawDays({ ...data, meetings }, { id: `${version}-`, heading: "h5", zone, width: HOUR_WIDTH, lines: room, block });
  const section = element("section", element("h4", version));
  section.append(...days.map(({ section: day }) => day));
  const without = meetings.filter(({ start }) => start === null);
  const list = element("ul", "", { className: "without" });
  for (const { id, said } of without) list.append(element("li", `${id}: ${said}`));
  if (without.length) section.append(list);
  return section;
}

/** What is scrolled in one is scrolled in the other. */
function together(boards) {
  for (const one of boards) {
    one.addEventListener("scroll", () => {
      for (const other of boards) if (other.scrollLeft !== one.scrollLeft) other.scrollLeft = one.scrollLeft;
    });
  }
}

const sides = byId("sides");
if (sides) {
  const data = await find("versions/grids", { old: sides.dataset.old, new: sides.dataset.new }).catch((error) => refused(error, again));
  if (data) {
    sides.replaceChildren(...data.sides.map((one) => side(data, one)));
    together([...sides.querySelectorAll(".wide")]);
  }
}
