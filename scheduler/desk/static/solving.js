// Making a timetable from the intake: how far it is, Stop, and where to look when it is done.
import { act, byId, event, follow, refused } from "./desk.js";

/** Begin it; `failed` is told in lines why there is none. */
export async function solve(failed) {
  byId("solve").disabled = true;
  try {
    await act("job/solve");
    byId("stop").hidden = false;
    const ended = await follow(byId("progress"));
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
