// Work that goes on, on any page that has a list for its progress and a place for what it has found so far.

import { byId, element, event, gone, say } from "./desk.js";
import { drawSide } from "./side.js";

/**
 * Follow the work that was begun until it ends: each goal with its best value and bound on a line, and the best timetable
 * so far; returns its end.
 */
export function follow() {
  const [list, forming] = [byId("progress"), byId("forming")];
  const lines = new Map();
  list.replaceChildren(element("li", say("working")));
  const news = ({ goals, text, proven }) => {
    const name = goals.join(" ");
    if (!lines.size) list.replaceChildren();
    if (!lines.has(name)) {
      lines.set(name, element("li"));
      list.append(lines.get(name));
    }
    lines.get(name).textContent = `${proven ? "✓ " : ""}${text}`;
  };
  const formed = (data) => {
    const [side] = data.sides;
    const placed = side.meetings.filter(({ start }) => start !== null).length;
    const name = say("best_so_far", { placed, all: side.meetings.length });
    forming.replaceChildren(drawSide(data, side, name));
    forming.hidden = false;
  };
  const ended = (stream) => {
    stream.close();
    list.replaceChildren();
    forming.replaceChildren();
    forming.hidden = true;
  };
  return new Promise((resolve) => {
    const stream = new EventSource(`/${encodeURIComponent(event)}/job/stream`);
    stream.addEventListener("told", ({ data }) => news(JSON.parse(data)));
    stream.addEventListener("formed", ({ data }) => formed(JSON.parse(data)));
    stream.addEventListener("ended", ({ data }) => {
      ended(stream);
      resolve(JSON.parse(data));
    });
    stream.addEventListener("error", () => {
      stream.close(); // it would ask again and again, and say nothing
      gone();
    });
  });
}
