// The day on a screen beside: what runs and what is next, again every half minute, and one click for what goes wrong.

import { act, ask, byId, element, find, named, refused, say } from "./desk.js";
import { button, work } from "./work.js";

const LATE = 20; // minutes
const AGAIN = 30_000;

const guests = document.documentElement.dataset.guests === "yes";
const moment = byId("moment").elements.now;
let day;
let looks = 0;

const asked = () => (moment.value ? { now: moment.value.replace("T", " ") } : {});

async function look() {
  const mine = (looks += 1);
  let found;
  try {
    found = await find("day/look", asked());
  } catch (error) {
    refused(error, look);
    return;
  }
  if (mine !== looks) return; // another moment was asked for meanwhile
  day = found;
  byId("clocks").replaceChildren(element("b", day.day), ...day.clocks.map(([place, time]) => element("span", `${place} ${time}`)));
  byId("counts").textContent = day.counts;
  for (const name of ["running", "next"]) {
    const items = day[name].map(meeting);
    byId(name).replaceChildren(...(items.length ? items : [element("li", "–")]));
  }
  byId("free").replaceChildren(...day.free.map(([room, until]) => element("li", `${room} · ${until}`)));
  const rooms = byId("down")?.elements.room;
  if (rooms && !rooms.options.length) rooms.append(...day.rooms.map((room) => new Option(room)));
}

function meeting(one) {
  const item = element("li", element("b", `${one.times} · ${one.room} · ${one.id}`));
  item.append(...one.who.map(([name, foreign]) => named(name, foreign)), ...(one.people ?? []).map((name) => element("small", name)));
  if (!guests) {
    const ways = element("span", "", { className: "ways" });
    ways.append(button(say("late", { minutes: LATE }), () => late(one.id)), button(say("no_show"), () => follows(`cancel ${one.id}`)));
    item.append(ways);
  }
  return item;
}

async function late(id) {
  let found;
  try {
    found = await act("day/late", { ...asked(), meeting: id, minutes: LATE });
  } catch (error) {
    refused(error, look);
    return;
  }
  const lines = [...(found.different.length ? found.different : [say("nothing_shifts")]), ...found.told];
  ask(say("if_late", { meeting: id, minutes: LATE }), lines, [
    [say("make_so"), () => work("keep", { change: found.change, now: day.now }, look, look)],
    [say("close"), null],
  ]);
}

const follows = (change) => work("options", { change, now: day.now }, look, look);

byId("down")?.addEventListener("submit", (submitted) => {
  submitted.preventDefault();
  follows(`close "${submitted.target.elements.room.value}" ${day.down}`);
});
byId("this-moment").addEventListener("click", () => {
  moment.value = "";
  look();
});
moment.addEventListener("change", look);
setInterval(() => {
  if (!moment.value && !document.querySelector("dialog[open]") && byId("answers").hidden) look();
}, AGAIN);
await look();
