import { act, ask, refused, say } from "./desk.js";

async function doing(name, asked) {
  try {
    await act(name, asked);
    location.reload();
  } catch (error) {
    if (name === "versions/release" && !asked.anyway) {
      const lines = error.says?.map(({ text }) => text) ?? [];
      ask(say("not_done"), lines, [[say("anyway"), () => doing(name, { ...asked, anyway: true })], [say("close"), null]]);
    } else refused(error, () => location.reload());
  }
}

for (const button of document.querySelectorAll("[data-restore]")) {
  button.addEventListener("click", () => doing("versions/restore", { version: button.dataset.restore }));
}
for (const button of document.querySelectorAll("[data-release]")) {
  button.addEventListener("click", () => doing("versions/release", { version: button.dataset.release }));
}
