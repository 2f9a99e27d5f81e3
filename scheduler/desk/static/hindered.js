import { act, byId, event, follow, refused, tell } from "./desk.js";

byId("solve").addEventListener("click", async () => {
  try {
    await act("job/solve");
    byId("stop").hidden = false;
    const ended = await follow(byId("progress"));
    if (ended.version) location.assign(`/${encodeURIComponent(event)}/timetable`);
    else tell(ended.says.map(({ text, cells }) => [text, ...cells].join(" · ")).join("\n"));
  } catch (error) {
    refused(error);
  } finally {
    byId("stop").hidden = true;
  }
});
byId("stop").addEventListener("click", () => act("job/stop").catch(refused));
