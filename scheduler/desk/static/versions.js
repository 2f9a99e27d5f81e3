// The versions: one marked as sent out or brought back, and two of them drawn side by side.

import { act, ask, byId, element, event, find, refused, say } from "./desk.js";
import { drawSide } from "./side.js";

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
    sides.replaceChildren(...data.sides.map((one) => drawSide(data, one, one.version)));
    together([...sides.querySelectorAll(".wide")]);
  }
}
