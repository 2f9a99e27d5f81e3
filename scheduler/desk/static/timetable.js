// What is done with the timetable: a meeting is put somewhere, pinned, cancelled, swapped; all of it is undone, kept, repaired.

import { act, ask, byId, element, find, refused, say, tell, working } from "./desk.js";
import { handTo, inHand, lift, lower } from "./hand.js";
import { blocks, day, draft, drawBeside, meeting, parties, room, show, times, wrongWith } from "./shown.js";
import { work } from "./work.js";

let drafted = null; // the draft, while an answer is looked at in its place

// ------------------------------------------------------------------------------------------------------ done and undone

/** Change the draft, and show what stands then; whether it was done. */
async function change(name, asked) {
  try {
    show(await act(name, { ...asked, revision: draft.revision }));
  } catch (error) {
    refused(error, again);
    return false;
  }
  tell(draft.wrong.length ? say("now_wrong", { count: draft.wrong.length }) : say("done"));
  return true;
}

const undo = () => change("timetable/undo", {});
const redo = () => change("timetable/redo", {});

async function again() {
  lower();
  drafted = null;
  byId("preview").hidden = true;
  show(await find("timetable/grid"));
}

async function put(one, cell) {
  const { id } = one;
  const there = draft.meetings.filter(
    (other) => other.id !== id && other.room === cell.room && other.start !== null && other.start < cell.start + one.minutes && cell.start < other.start + other.minutes,
  );
  if (!(await change("timetable/put", { meeting: id, start: cell.start, room: room(cell) }))) return;
  const [other] = there;
  if (there.length === 1 && one.start !== null && wrongWith(id).some(({ meetings }) => meetings.includes(other.id))) {
    ask(say("taken", { meeting: id, other: other.id }), [say("taken_what")], [
      [say("swap", { meeting: id, other: other.id }), () => swap(id, other.id)],
      [say("leave_both"), null],
      [say("undo"), undo],
    ]);
  }
  blocks(id)[0]?.focus();
}

async function swap(id, other) {
  if (await undo()) await change("timetable/swap", { meeting: id, other });
}

/** Offer the other rooms to exchange all meetings of one with. */
function exchange(name) {
  const others = draft.rooms.map(([other]) => other).filter((other) => other !== name);
  ask(say("exchange_of", { room: name }), [], [
    ...others.map((other) => [other, () => change("timetable/exchange", { room: name, other })]),
    [say("close"), null],
  ]);
}

async function waysOut(id) {
  tell(say("looking"));
  let found;
  try {
    found = await find("timetable/ways", { meeting: id });
  } catch (error) {
    refused(error, again);
    return;
  }
  tell("");
  const places = found.places.slice(0, 5).map(({ start, room: where, said }) => [
    say("put_there", { place: said }),
    () => change("timetable/put", { meeting: id, start, room: where }),
  ]);
  const lines = [...(found.places.length ? [] : [say("no_place")]), ...found.ways];
  ask(say("ways_of", { meeting: id }), lines, [...places, [say("close"), null]]);
}

const ways = { exchange, undo, waysOut };
document.addEventListener("click", ({ target }) => ways[target.dataset?.does]?.(target.dataset.of));
byId("undo").addEventListener("click", undo);
byId("redo").addEventListener("click", redo);
window.addEventListener("keydown", (pressed) => {
  if (document.querySelector("dialog[open]") || !(pressed.ctrlKey || pressed.metaKey)) return;
  if (pressed.target.matches("input:not([type=radio]), select")) return;
  const key = pressed.key.toLowerCase(); // which Shift makes a capital
  const does = key === "y" || (key === "z" && pressed.shiftKey) ? redo : key === "z" ? undo : null;
  if (!does) return;
  pressed.preventDefault();
  does();
});

// ---------------------------------------------------------------------------------------------------------- one meeting

function details(id) {
  const one = meeting(id);
  const dialog = byId("details");
  byId("details-title").textContent = id;
  const said = [
    [say("when"), one.start === null ? "" : `${day(one.start)} ${times(one.start, one.minutes)}`],
    [say("room"), room(one)],
    [say("who"), ...parties(one.parties)],
    [say("optional"), ...parties(one.optional)],
    [say("state"), one.said],
    [say("consent"), one.consent],
    [say("people"), one.people],
    [say("topic"), one.topic],
    [say("link"), one.link],
    [say("pinned"), one.pinned.map((part) => say(`pinned_${part}`)).join(", ")],
    [say("why"), one.reason],
    [say("wrong"), wrongWith(id).map(({ text }) => text).join("\n")],
  ].filter(([, text]) => text);
  dialog.querySelector("dl").replaceChildren(...said.flatMap(([name, ...texts]) => [element("dt", name), ...texts.map((text) => element("dd", text))]));
  dialog.dataset.id = id;
  byId("pin").textContent = one.pinned.length ? say("unpin") : say("pin");
  byId("pin").hidden = one.start === null;
  dialog.showModal();
}

const closing = (does) => () => {
  const { id } = byId("details").dataset;
  byId("details").close();
  does(id);
};
byId("lift").addEventListener("click", closing((id) => lift(id, "keys")));
byId("pin").addEventListener("click", closing(pin));
byId("cancel-meeting").addEventListener("click", closing((id) => change("timetable/change", { change: `cancel ${id}` })));
byId("ways-out").addEventListener("click", closing(waysOut));
byId("details").querySelector(".close").addEventListener("click", () => byId("details").close());

/** Let a meeting move again, or ask what of it must not. */
function pin(id) {
  if (meeting(id).pinned.length) {
    change("timetable/change", { change: `unpin ${id}` });
    return;
  }
  const parts = [["pinned_all", ""], ["pinned_start", " time"], ["pinned_room", " room"], ["pinned_interpreters", " interpreters"]];
  ask(say("pin_what", { meeting: id }), [], [
    ...parts.map(([name, words]) => [say(name), () => change("timetable/change", { change: `pin ${id}${words}` })]),
    [say("close"), null],
  ]);
}

// -------------------------------------------------------------------------------------------------------- kept and repaired

/** Show an answer in place of the draft, to look at; without one, the draft again. */
function preview(option) {
  const before = drafted ?? draft;
  drafted = option && before;
  show(option ? asIn(option, before) : before);
  if (option) rest();
  byId("preview").hidden = !option;
  byId("preview-is").textContent = option ? say("preview", { number: option.number }) : "";
  if (option) byId("preview").scrollIntoView({ block: "nearest" });
}

/** A draft as it would be with an answer. */
function asIn(option, before) {
  const numbers = new Map(before.rooms.map(([name], number) => [name, number]));
  const put = (one) => {
    const [start, name] = option.places[one.id] ?? [null, null];
    const at = start === null ? null : numbers.get(name);
    return { ...one, start, room: at, moved: start !== one.start || at !== one.room, state: start === null ? one.state : "scheduled" };
  };
  return { ...before, previewed: true, wrong: [], meetings: before.meetings.map(put) };
}

/** Nothing is done with the draft meanwhile. */
function rest() {
  for (const one of ["keep", "repair", "undo", "redo"]) byId(one).disabled = true;
}

byId("back").addEventListener("click", () => preview(null));

/** Keep, or look for answers; without a name what was begun before the page was loaded. */
async function worked(name) {
  rest();
  const how = [{ revision: draft.revision }, (ended) => (ended.version ? again() : null), again, preview];
  await (name ? work(name, ...how) : followed(...how));
  drawBeside();
}

byId("keep").addEventListener("click", () => worked("keep"));
byId("repair").addEventListener("click", () => worked("options"));

// Another window, or the command line, may have gone on meanwhile.
window.addEventListener("focus", async () => {
  if (inHand() || drafted) return;
  const now = await find("timetable/grid").catch(() => null);
  if (now && now.revision !== draft.revision) {
    show(now);
    tell(say("meanwhile"));
  }
});

handTo({ put, details, again });
if (working) await worked();
