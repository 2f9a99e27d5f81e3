// A meeting in hand: taken up by dragging, by a finger that rests, by clicks alone or by keys alone, it is carried over the grid, whose every start and
// room is shaded with what it would be there, until it is put down.

import { byId, element, find, refused, say, tell } from "./desk.js";
import { blocks, byRoom, day, days, draft, meeting, room, times } from "./shown.js";

const FAR = 4; // pixels that a pointer moves before it drags
const REST = 400; // milliseconds that a finger rests on a meeting before it takes that up; one that moves scrolls
const EDGE = 48; // pixels from an edge of the grid within which dragging scrolls it

const grid = byId("grid");
const hint = byId("hint");
const guests = document.documentElement.dataset.guests === "yes";

let does; // what others do: put a meeting into a cell, say its details, and look again where the draft was another
let hand = null; // the meeting, its shades, the cell it is over, and how it was taken up
let dragged = false; // just now

/** What is done with a meeting by others than its hand: `put`, `details` and `again`. */
export function handTo(others) {
  does = others;
}

export const inHand = () => hand !== null;

// ------------------------------------------------------------------------------------------------------ taken up, put down

/** Take a meeting up: every start and room is shaded with what it would be there. */
export async function lift(id, how) {
  if (hand) lower();
  const one = meeting(id);
  if (guests || draft.previewed || !one || one.state === "cancelled") return;
  hand = { id, how, shades: null, over: null };
  document.body.classList.add("lifted");
  for (const block of blocks(id)) block.classList.add("inhand");
  tellOfIt(say("lifted", { meeting: id }));
  let found;
  try {
    found = await find("timetable/shades", { meeting: id });
  } catch (error) {
    lower();
    refused(error, does.again);
    return;
  }
  if (hand?.id !== id) return; // it was put down meanwhile
  if (found.revision !== draft.revision) {
    lower();
    await does.again();
    return;
  }
  hand.shades = new Map(found.cells.map(([start, number, shade, sentences]) => [`${start} ${number}`, { start, room: number, shade, sentences }]));
  hand.sentences = found.sentences;
  hand.marks = new Map(); // of each place, as many as there are lines in which it is shown
  hand.tell = found.tell;
  shade(one);
  if (how === "keys") over([...hand.shades.values()].find(({ start, room: at }) => start === one.start && at === one.room) ?? first());
  if (hand.point) overPoint(hand.point.x, hand.point.y);
}

const first = () => [...hand.shades.values()].find(({ shade: is }) => is !== "no") ?? [...hand.shades.values()][0];

/** Put the meeting in hand back where it was. */
export function lower() {
  const id = hand?.id;
  hand = null;
  document.body.classList.remove("lifted", "dragging");
  for (const marks of grid.querySelectorAll(".cells")) marks.remove();
  for (const block of document.querySelectorAll(".inhand")) block.classList.remove("inhand");
  hint.textContent = "";
  return id;
}

const putBack = () => tell(say("lowered", { meeting: lower() }));

function drop(cell) {
  const one = meeting(lower());
  if (one.start !== cell.start || one.room !== cell.room) does.put(one, cell);
}

// ------------------------------------------------------------------------------------------------------------ shaded

function shade(one) {
  const steps = { good: "✓", worse: "△", no: "×" };
  const every = [...hand.shades.values()];
  const ofRoom = Map.groupBy(every, (cell) => cell.room);
  const ofAll = byRoom() ? [] : [...new Set(every.map(({ start }) => start))].map(best);
  for (const { lines, column, step, first: begins, hours } of days) {
    const last = begins + hours * 60;
    const span = Math.max(1, Math.round(draft.grid / step));
    for (const { row, number } of lines) {
      const concerned = byRoom() || one.parties.includes(number) || one.optional.includes(number);
      if (!concerned) continue;
      const marks = element("div", "", { className: "cells" }); // one layer above the meetings, not one for each cell
      for (const cell of (byRoom() ? (ofRoom.get(number) ?? []) : ofAll)) {
        if (cell.start < begins || cell.start >= last) continue;
        const mark = element("i", steps[cell.shade], { className: `cell ${cell.shade}` });
        mark.style.gridColumn = `${column(cell.start)} / span ${span}`;
        mark.cell = cell;
        const key = `${cell.start} ${cell.room}`;
        hand.marks.set(key, [...(hand.marks.get(key) ?? []), mark]);
        marks.append(mark);
      }
      row.append(marks);
    }
  }
}

/** The best cell of a start: that of a government's line, which names no room. */
function best(start) {
  const there = [...hand.shades.values()].filter((cell) => cell.start === start);
  const one = meeting(hand.id);
  const order = { good: 0, worse: 1, no: 2 };
  return there.sort((a, b) => order[a.shade] - order[b.shade] || (a.room === one.room ? -1 : b.room === one.room ? 1 : a.room - b.room))[0];
}

/** Say what it would be where the hand is now. */
function over(cell) {
  if (!hand?.shades || !cell) return;
  for (const mark of marksOf(hand.over)) mark.classList.remove("over");
  hand.over = cell;
  for (const mark of marksOf(cell)) mark.classList.add("over");
  const one = meeting(hand.id);
  const where = say("over", { time: times(cell.start, one.minutes), day: day(cell.start), room: room(cell) });
  const is = say(`shade_${cell.shade}`);
  const why = cell.sentences.map((number) => hand.sentences[number]);
  const note = cell.start === one.start && cell.room === one.room ? [] : [hand.tell];
  tellOfIt(element("b", where), ` ${is} `, ...[...why, ...note].map((text) => element("span", text)));
  if (hand.how === "keys") grid.querySelector(".cell.over")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Say something of what is in hand, with the way to put it back. */
function tellOfIt(...said) {
  const back = element("button", say("put_back"), { type: "button" });
  back.addEventListener("click", putBack);
  hint.replaceChildren(...said, back);
}

const marksOf = (cell) => (cell && hand.marks.get(`${cell.start} ${cell.room}`)) ?? [];

// ---------------------------------------------------------------------------------------------- by pointer, clicks and keys

const meetingAt = ({ target }) => target.closest?.(".meeting")?.dataset.id;

document.addEventListener("pointerdown", (pressed) => {
  const id = meetingAt(pressed);
  if (!id || pressed.button !== 0) return;
  const touching = pressed.pointerType === "touch";
  const from = { x: pressed.clientX, y: pressed.clientY };
  const stop = new AbortController();
  let taken = null; // the hand that this has taken it up with, which may have put it back by Esc
  let carried = false;
  const held = () => taken !== null && hand === taken;
  const take = () => {
    lift(id, touching ? "keys" : "drag");
    taken = hand;
    document.body.classList.toggle("dragging", held());
  };
  const resting = touching && setTimeout(take, REST);
  const end = () => {
    stop.abort();
    clearTimeout(resting);
    document.body.classList.remove("dragging");
  };
  const lost = () => {
    end();
    if (held()) lower();
  };
  const moved = ({ clientX: x, clientY: y, buttons }) => {
    if (!buttons) return lost(); // it was let go where nobody saw it
    if (!taken && Math.hypot(x - from.x, y - from.y) < FAR) return;
    if (!taken && touching) return end(); // which scrolls
    if (!taken) take();
    if (!held()) return;
    carried = true;
    hand.how = "drag";
    scrollAt(x, y);
    hand.point = { x, y };
    overPoint(x, y);
  };
  const letGo = ({ clientX: x, clientY: y }) => {
    end();
    if (!taken) return;
    dragged = true; // the click that follows is none
    setTimeout(() => {
      dragged = false;
    });
    if (!held() || !carried) return; // what is only taken up by a finger stays in hand
    const cell = hand.shades && cellAt(x, y);
    if (cell) drop(cell);
    else lower();
  };
  const options = { signal: stop.signal };
  window.addEventListener("pointermove", moved, options);
  window.addEventListener("pointerup", letGo, options);
  window.addEventListener("pointercancel", lost, options);
  window.addEventListener("blur", lost, options);
});

// A finger that carries a meeting does not scroll, and holding it asks for no menu.
const carries = (happened) => document.body.classList.contains("dragging") && happened.preventDefault();
document.querySelector(".desk").addEventListener("touchmove", carries, { passive: false });
document.querySelector(".desk").addEventListener("contextmenu", carries);

/** The cell that the pointer is over: that whose time it is, in the line it is in. */
function cellAt(x, y) {
  for (const mark of document.elementsFromPoint(x, y)) if (mark.cell) return mark.cell;
  return null;
}

function overPoint(x, y) {
  if (!hand.shades) return;
  const cell = cellAt(x, y);
  if (cell && cell !== hand.over) over(cell);
}

/** Near an edge of the grid or the page, what lies beyond comes into sight. */
function scrollAt(x, y) {
  for (const { wide } of days) {
    const box = wide.getBoundingClientRect();
    if (y < box.top || y > box.bottom) continue;
    if (x > box.right - EDGE) wide.scrollBy(12, 0);
    if (x < box.left + EDGE) wide.scrollBy(-12, 0);
  }
  if (y > window.innerHeight - EDGE) window.scrollBy(0, 12);
  if (y < EDGE) window.scrollBy(0, -12);
}

grid.addEventListener("pointerover", ({ target }) => over(target.cell));

document.addEventListener("click", (clicked) => {
  if (clicked.target.cell) drop(clicked.target.cell);
  const id = meetingAt(clicked);
  if (!id || dragged) return;
  if (hand && hand.id !== id && hand.shades) {
    const other = meeting(id);
    const cell = hand.shades.get(`${other.start} ${other.room}`);
    if (cell) drop(cell);
  } else if (hand) lower();
  else does.details(id);
});

const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

window.addEventListener("keydown", (pressed) => {
  if (document.querySelector("dialog[open]")) return;
  if (pressed.key === "Escape" && hand) {
    putBack();
  } else if (pressed.key === "m" && !hand && meetingAt(pressed)) {
    pressed.preventDefault();
    lift(meetingAt(pressed), "keys");
  } else if (hand?.how === "keys" && hand.shades) carryBy(pressed);
});

function carryBy(pressed) {
  if (pressed.key === "Enter") {
    pressed.preventDefault();
    drop(hand.over);
  } else if (KEYS[pressed.key]) {
    pressed.preventDefault();
    step(...KEYS[pressed.key]);
  }
}

/** Move the hand by a start or by a room. */
function step(across, down) {
  const starts = [...new Set([...hand.shades.values()].map(({ start }) => start))].sort((a, b) => a - b);
  const at = starts.indexOf(hand.over.start) + across;
  const number = (hand.over.room + down + draft.rooms.length) % draft.rooms.length;
  over(hand.shades.get(`${starts[(at + starts.length) % starts.length]} ${number}`));
}
