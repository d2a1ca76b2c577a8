// Answers one request, and closes; nothing else keeps it.
import { Hipflask } from "hipflask";

const app = new Hipflask();
app.get("/", ({ after }) => {
  after(app.stop!());
  return "last";
});
app.run({ port: 0 });
