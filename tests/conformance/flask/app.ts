// The application whose answers were recorded from Flask (oracle cases), in Hipflask:
//
//   npm run oracle -- --port 5000
//
// Text that Flask would send as HTML is `html()` here, JSON is laid out as Flask's by a provider, and flask-defaults.ts
// has what Flask says in answers that no handler makes.
import { readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Hipflask, html } from "hipflask";
import { converters } from "./converters.ts";
import { answerAsFlask } from "./flask-defaults.ts";
import { FlaskJSON } from "./flask-json.ts";
import { asyncRoutes } from "./routes/async.ts";
import { blueprintErrorRoutes } from "./routes/blueprint-errors.ts";
import { blueprintRoutes } from "./routes/blueprints.ts";
import { conditionalRoutes } from "./routes/conditional.ts";
import { converterRoutes } from "./routes/converters.ts";
import { cookieRoutes } from "./routes/cookies.ts";
import { errorRoutes } from "./routes/errors.ts";
import { fileRoutes } from "./routes/files.ts";
import { formRoutes } from "./routes/forms.ts";
import { hookRoutes } from "./routes/hooks.ts";
import { jsonBodyRoutes } from "./routes/json-bodies.ts";
import { jsonOptionRoutes } from "./routes/json-options.ts";
import { jsonifyRoutes } from "./routes/jsonify.ts";
import { limitRoutes } from "./routes/limits.ts";
import { methodRoutes } from "./routes/methods.ts";
import { pathRoutes } from "./routes/paths.ts";
import { priorityRoutes } from "./routes/priority.ts";
import { queryRoutes } from "./routes/query.ts";
import { redirectRoutes } from "./routes/redirects.ts";
import { requestInfoRoutes } from "./routes/request-info.ts";
import { returnRoutes } from "./routes/returns.ts";
import { sessionRoutes } from "./routes/sessions.ts";
import { slashRoutes } from "./routes/slashes.ts";
import { streamingRoutes } from "./routes/streaming.ts";
import { urlRoutes } from "./routes/urls.ts";
import { instant } from "./values.ts";

const app = new Hipflask({
  json: new FlaskJSON(),
  converters,
  bodyLimit: 100_000,
  formLimits: { maxFieldBytes: 5_000, maxParts: 20 },
  // Longer than the recorded one, which would be refused as weak. No recorded answer depends on it.
  secretKey: "oracle-secret-key-oracle-secret-key",
  session: { lifetimeSeconds: 20_000 * 24 * 60 * 60, sameSite: false },
});

app.get("/", { name: "index" }, () => html("root"));
converterRoutes(app);
priorityRoutes(app);
slashRoutes(app);
methodRoutes(app);
queryRoutes(app);
pathRoutes(app);
jsonBodyRoutes(app);
formRoutes(app);
jsonifyRoutes(app);
jsonOptionRoutes(app);
returnRoutes(app);
redirectRoutes(app);
cookieRoutes(app);
sessionRoutes(app);
errorRoutes(app);
blueprintErrorRoutes(app);
blueprintRoutes(app);
hookRoutes(app);
urlRoutes(app);
conditionalRoutes(app);
fileRoutes(app);
streamingRoutes(app);
requestInfoRoutes(app);
limitRoutes(app);
asyncRoutes(app);
answerAsFlask(app);

// Files are as old as the recorded ones, however they came here.
const folder = fileURLToPath(new URL("static/", import.meta.url));
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), instant, instant);
}

const { values } = parseArgs({ options: { port: { type: "string", default: "0" } } });
app.run({ port: Number(values.port) });
