import { byId, element, refused, say, send } from "./desk.js";

byId("begin").addEventListener("submit", async (submitted) => {
  submitted.preventDefault();
  try {
    const { event, book } = await send("/begin", { name: submitted.target.elements.name.value });
    const link = element("a", event, { href: `/${encodeURIComponent(event)}/intake` });
    byId("begun").replaceChildren(element("p", say("begun", { book })), link);
  } catch (error) {
    refused(error);
  }
});
