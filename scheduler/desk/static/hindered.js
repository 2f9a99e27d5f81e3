import { byId, tell } from "./desk.js";
import { resume, solve, stop } from "./solving.js";

const failed = (lines) => tell(lines.join("\n"));

byId("solve").addEventListener("click", () => solve(failed));
byId("stop").addEventListener("click", stop);
await resume(failed);
