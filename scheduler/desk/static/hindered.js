import { byId, tell } from "./desk.js";
import { solve, stop } from "./solving.js";

byId("solve").addEventListener("click", () => solve((lines) => tell(lines.join("\n"))));
byId("stop").addEventListener("click", stop);
