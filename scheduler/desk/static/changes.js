import { act, byId, refused } from "./desk.js";

const quoted = (text) => (/\s/.test(text) && !/[0-9]{1,2}:[0-9]{2}/.test(text) ? `"${text}"` : text);

byId("change").addEventListener("submit", async (submitted) => {
  submitted.preventDefault();
  const { kind, what, value } = submitted.target.elements;
  const change = [kind.value, quoted(what.value.trim()), value.value.trim()].filter(Boolean).join(" ");
  try {
    await act("timetable/change", { revision: submitted.target.dataset.revision, change });
    location.reload();
  } catch (error) {
    refused(error, () => location.reload());
  }
});
