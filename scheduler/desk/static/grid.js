// The board on which meetings are drawn: a day after the other, a line for each room or government, time to the right. It
// only draws; what a meeting looks like and what can be done with it is said by whoever uses it.

import { element } from "./desk.js";

const MINUTE = 60_000;

// ------------------------------------------------------------------------------------------------------------ on a clock

const clockworks = new Map();

function clockwork(zone) {
  if (!clockworks.has(zone)) {
    const parts = Object.fromEntries(["year", "month", "day", "hour", "minute"].map((part) => [part, "numeric"]));
    clockworks.set(zone, new Intl.DateTimeFormat("en-US", { ...parts, hourCycle: "h23", timeZone: zone }));
  }
  return clockworks.get(zone);
}

export function reading(minute, zone) {
  const parts = clockwork(zone).formatToParts(minute * MINUTE);
  const { year, month, day, hour, minute: past } = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  const time = [hour, past].map((part) => String(part).padStart(2, "0")).join(":");
  return { day: Date.UTC(year, month - 1, day), past, time };
}

const PARTS = { y: ["year", "numeric"], MMM: ["month", "short"], M: ["month", "numeric"], d: ["day", "numeric"], EEEE: ["weekday", "long"], EEE: ["weekday", "short"] };

/** A day as the offices of the reader's language write it. */
export function date(day) {
  const { lang, dataset } = document.documentElement;
  return dataset.date.replace(/y|M+|d|E+/g, (letters) => {
    const [part, form] = PARTS[letters];
    const found = new Intl.DateTimeFormat(lang, { [part]: form, timeZone: "UTC" }).formatToParts(day);
    return found.find(({ type }) => type === part).value;
  });
}

export const times = (start, minutes, zone) => `${reading(start, zone).time}–${reading(start + minutes, zone).time}`;

// ------------------------------------------------------------------------------------------------------------ drawing

/**
 * All days of a timetable. `how` says on which clock (`zone`); how wide an hour is (`width`, in rem, where no meeting is
 * shorter than an hour); the `lines`, each with its `name`, what else it `says`, its `number`, which meetings it `has`, when it
 * is `shut`, and what can be done with it (`way`, an element); how a meeting is drawn (`block`); what the line of the programme
 * is called (`programme`), and whether it is drawn in the lines of those who attend it (`taken`); how it is said that a line
 * is shut (`shut`). `heading` is the element of the name of a day, by default `h2`, and `id` tells the days of several boards
 * on one page apart.
 */
export function drawDays(data, how) {
  const byDay = new Map();
  const all = [...data.slots, ...data.programme.map(([start, end]) => [start, end])];
  for (const one of data.meetings) if (one.start !== null) all.push([one.start, one.start + one.minutes]);
  const step = all.flat().reduce((found, minute) => divisor(found, Math.abs(minute)), divisor(60, data.grid));
  for (const [start, end] of all) {
    const { day } = reading(start, how.zone);
    const known = byDay.get(day) ?? [Infinity, -Infinity];
    byDay.set(day, [Math.min(known[0], start), Math.max(known[1], end)]);
  }
  const days = [...byDay].sort(([one], [other]) => one - other);
  return days.map(([day, [first, last]]) => drawDay(data, how, day, first, last, step));
}

function drawDay(data, how, day, first, last, step) {
  const { zone } = how;
  first -= reading(first, zone).past;
  const hours = Math.ceil((last - first) / 60);
  const column = (minute) => Math.round((minute - first) / step) + 1;
  const heading = element(how.heading ?? "h2", date(day), { id: `${how.id ?? ""}day-${day}` });
  const wide = element("div", "", { className: "wide", tabIndex: 0, role: "group" });
  wide.setAttribute("aria-labelledby", heading.id);
  const whole = element("div", "", { className: "board" });
  whole.style.setProperty("--steps", (hours * 60) / step);
  whole.style.setProperty("--hours", hours);
  const shortest = Math.min(60, ...data.meetings.filter(({ minutes }) => minutes).map(({ minutes }) => minutes));
  whole.style.setProperty("--width", `${((hours * 60) / shortest) * how.width}rem`);
  const isOf = ([start]) => reading(start, zone).day === day;

  for (const [of, place] of data.clocks) {
    const axis = track("axis");
    for (let hour = 0; hour < hours; hour += 1) {
      const label = element("span", reading(first + hour * 60, of).time);
      label.style.gridColumn = `${column(first + hour * 60)} / ${column(first + hour * 60 + 60)}`;
      axis.append(label);
    }
    whole.append(line(place, "", axis, "clock"));
  }
  const attended = data.programme.filter(isOf);
  if (attended.length) {
    const above = track("programme");
    stack(attended, ([start, end, title]) => {
      const block = element("div", `${times(start, end - start, zone)} ${title}`, { className: "session" });
      return [block, start, end];
    }, column, above);
    whole.append(line(how.programme, "", above, "programme"));
  }
  const lines = how.lines.map((each) => {
    const row = track("row");
    for (const [start, end] of data.slots.filter(isOf)) row.append(behind("open", "", column(start), column(end)));
    for (const [start, end] of (each.shut ?? []).filter(isOf)) {
      row.append(Object.assign(behind("shut", "", column(start), column(end)), { title: how.shut }));
    }
    if (how.taken) {
      for (const [start, end, title] of attended.filter((item) => item[3].includes(each.number))) {
        row.append(behind("taken", title, column(start), column(end)));
      }
    }
    const held = data.meetings.filter((one) => one.start !== null && isOf([one.start]) && each.has(one));
    stack(held, (one) => [how.block(one), one.start, one.start + one.minutes], column, row);
    whole.append(line(each.name, each.says, row, "", each.way));
    return { ...each, row };
  });
  wide.append(whole);
  const section = element("section", heading, { className: "day" });
  section.append(wide);
  return { section, first, hours, step, column, lines, day, wide };
}

const track = (className) => element("div", "", { className: `lane ${className}` });

function behind(className, text, from, to) {
  const made = element("i", text, { className });
  made.style.gridColumn = `${from} / ${to}`;
  return made;
}

function line(name, says, row, className, way) {
  const whole = element("div", "", { className: `line ${className}` });
  const heading = element("div", name, { className: "name" });
  if (says) heading.append(element("small", says));
  if (way) heading.append(way);
  whole.append(heading, row);
  return whole;
}

/** Put blocks in a row, those that overlap below one another. */
function stack(held, make, column, row) {
  const lanes = [];
  for (const [block, start, end] of held.map(make).sort(([, one], [, other]) => one - other)) {
    const free = lanes.findIndex((until) => until <= start);
    const lane = free < 0 ? lanes.length : free;
    lanes[lane] = end;
    block.style.gridColumn = `${column(start)} / ${column(end)}`;
    block.style.gridRow = lane + 1;
    row.append(block);
  }
  row.style.setProperty("--lanes", Math.max(1, lanes.length));
}

function divisor(a, b) {
  return b ? divisor(b, a % b) : a;
}
