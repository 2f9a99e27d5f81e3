// Work that takes a while, on any page that has a place for its progress, a button to stop it, and one for its answers.

import { act, ask, byId, element, refused, say, tell } from "./desk.js";

export function button(text, does) {
  const made = element("button", text, { type: "button" });
  made.addEventListener("click", does);
  return made;
}

/** Begin a work, and show what comes of it; `after` is told how it ended, and `show` draws an answer that is looked at. */
export async function work(name, asked, after, again, show) {
  byId("answers").hidden = true;
  try {
    await act(`job/${name}`, asked);
  } catch (error) {
    refused(error, again);
    return;
  }
  await followed(asked, after, again, show);
}

/** Follow what was begun until it ends. */
export async function followed(asked, after, again, show) {
  byId("stop").hidden = false;
  const { follow } = await import("./follow.js"); // a page on which nothing is worked out need not wait for it
  const ended = await follow();
  byId("stop").hidden = true;
  if (ended.says) {
    ask(say("not_done"), ended.says.map(({ text, cells }) => [text, ...cells].join(" · ")), [[say("close"), null]]);
  } else if (ended.options) {
    answers(ended.options, (number) => work("take", { ...asked, number }, after, again), show);
  } else {
    tell(ended.text);
  }
  await after(ended);
}

/** The answers side by side, each with what would be different. */
function answers(options, take, show) {
  const shown = byId("answers");
  shown.hidden = false;
  shown.replaceChildren(
    element("h2", say("answers"), { tabIndex: -1 }),
    ...options.map((option) => {
      const card = element("article", element("h3", `${option.number} · ${option.order}`));
      card.append(element("p", say("answer_is", { placed: option.placed, different: option.different.length, told: option.told.length })));
      const list = element("ul");
      for (const text of option.different) list.append(element("li", text));
      const goals = element("p", option.goals.map(([name, value]) => `${name}: ${value}`).join(" · "), { className: "soft" });
      const ways = element("div", "", { className: "ways" });
      ways.append(button(say("take", { number: option.number }), () => take(option.number)));
      if (show) ways.append(button(say("show"), () => show(option)));
      card.append(list, goals, ways);
      return card;
    }),
    button(say("leave"), () => {
      shown.hidden = true;
      show?.(null);
    }),
  );
  shown.querySelector("h2").focus();
}

byId("stop").addEventListener("click", () => act("job/stop").catch(refused));
