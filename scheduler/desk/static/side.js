// A timetable that is only looked at: beside another, or while it is being made.

import { element, named } from "./desk.js";
import { drawDays, times } from "./grid.js";

const HOUR_WIDTH = 3.6; // rem, of an hour where no meeting is shorter
const COLOURS = 8; // as many as the style has

/** The days of a timetable below its name, then what has no place. */
export function drawSide(data, { meetings }, name) {
  const zone = data.zone;
  const room = data.rooms.map(([name], number) => ({ name, says: "", number, has: (one) => one.room === number }));
  const block = (one) => {
    const made = element("div", "", { className: `meeting k${one.kind % COLOURS}` });
    const head = element("span", element("b", one.id), { className: "head" });
    head.append(` ${times(one.start, one.minutes, zone)}`);
    made.classList.toggle("moved", Boolean(one.how));
    const who = element("span");
    for (const [code, name, , foreign] of one.parties.map((number) => data.governments[number])) {
      who.append(Object.assign(named(code, foreign, "abbr"), { title: name }), " ");
    }
    made.append(head, who);
    if (one.how) made.append(element("em", one.how));
    return made;
  };
  const days = drawDays({ ...data, meetings }, { id: `${name}-`, heading: "h5", zone, width: HOUR_WIDTH, lines: room, block });
  const section = element("section", element("h4", name));
  section.append(...days.map(({ section: day }) => day));
  const without = meetings.filter(({ start }) => start === null);
  const list = element("ul", "", { className: "without" });
  for (const { id, said } of without) list.append(element("li", `${id}: ${said}`));
  if (without.length) section.append(list);
  return section;
}
