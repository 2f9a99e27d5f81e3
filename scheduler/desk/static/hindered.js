import { act, byId, event, find, follow, refused, tell } from "./desk.js";

/** Follow the work that was begun, here or before the page was loaded. */
async function followed() {
  byId("solve").disabled = true;
  byId("stop").hidden = false;
  const ended = await follow((text) => {
    byId("progress").textContent = text;
  });
  byId("solve").disabled = false;
  byId("stop").hidden = true;
  if (ended.version) location.assign(`/${encodeURIComponent(event)}/timetable`);
  else tell(ended.says.map(({ text, cells }) => [text, ...cells].join(" · ")).join("\n"));
}

byId("solve").addEventListener("click", async () => {
  try {
    await act("job/solve");
    await followed();
  } catch (error) {
    refused(error);
  }
});
byId("stop").addEventListener("click", () => act("job/stop").catch(refused));

const { job, ended } = await find("job");
if (job && !ended) await followed();
