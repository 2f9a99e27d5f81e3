// Making a timetable from the intake: how far it is, Stop, and where to look when it is done.
import { act, byId, event, refused, working } from "./desk.js";

/** Begin it; `failed` is told in lines why there is none. */
export async function solve(failed) {
  try {
    await act("job/solve");
  } catch (error) {
    refused(error);
    return;
  }
  await followed(failed);
}

/** Go on following what was begun before the page was loaded. */
export async function resume(failed) {
  if (working) await followed(failed);
}

async function followed(failed) {
  byId("solve").disabled = true;
  byId("stop").hidden = false;
  try {
    const { follow } = await import("./follow.js"); // a page on which nothing is worked out need not wait for it
    const ended = await follow();
    if (ended.version) location.assign(`/${encodeURIComponent(event)}/timetable`);
    else failed(ended.says.map(({ text, cells }) => [text, ...cells].join(" · ")));
  } catch (error) {
    refused(error);
  } finally {
    byId("stop").hidden = true;
    byId("solve").disabled = false;
  }
}

export const stop = () => act("job/stop").catch(refused);
