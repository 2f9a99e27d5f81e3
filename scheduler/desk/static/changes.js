import { act, byId, event, refused } from "./desk.js";

const form = byId("change");

/** Show the fields that the chosen kind of change asks for; the others ask for nothing. */
function fit() {
  const needs = form.elements.kind.selectedOptions[0].dataset.fields.split(" ");
  const labels = [...form.querySelectorAll("[data-field]")];
  for (const label of labels) {
    const needed = needs.includes(label.dataset.field);
    label.hidden = !needed;
    for (const field of label.querySelectorAll("input, select")) field.disabled = !needed;
  }
  for (const name of needs) form.insertBefore(labels.find((label) => label.dataset.field === name), form.elements.reason.parentElement);
}

async function doing(name, asked) {
  try {
    await act(name, { revision: form.dataset.revision, ...asked });
    return true;
  } catch (error) {
    refused(error, () => location.reload());
    return false;
  }
}

form.elements.kind.addEventListener("change", fit);
form.addEventListener("submit", async (submitted) => {
  submitted.preventDefault();
  const asked = Object.fromEntries(new FormData(form));
  if (await doing("changes/say", asked)) location.assign(`/${encodeURIComponent(event)}/timetable`);
});
byId("undo")?.addEventListener("click", async () => {
  if (await doing("timetable/undo", {})) location.reload();
});
fit();
if (location.search) [...form.querySelectorAll("[data-field]:not([hidden])")].at(-1)?.querySelector("input, select").focus(); // the rest is filled in
