// Section "Files": bytes sent as a file, a folder behind a route, and the static folder.

import { sendFile, sendFromDirectory, type Hipflask, type SendFileOptions } from "hipflask";
import { alphabet, instant } from "../values.ts";

const folder = new URL("../static/", import.meta.url);

const asAlphabet: SendFileOptions = {
  mimetype: "text/plain",
  etag: "alpha",
  lastModified: instant,
};

export function fileRoutes(app: Hipflask): void {
  app.static("/static", folder, { name: "static" });
  app.get("/file/alpha", () => sendFile(alphabet, asAlphabet));
  app.get("/file/attach", () =>
    sendFile(alphabet, { ...asAlphabet, attachment: true, downloadName: "alpha.txt" }),
  );
  app.get("/file/attach-unicode", () =>
    sendFile(alphabet, { ...asAlphabet, attachment: true, downloadName: "naïve ☃.txt" }),
  );
  app.get("/file/max-age", () => sendFile(alphabet, { ...asAlphabet, maxAge: 3600 }));
  app.get("/file/guess", () =>
    sendFile(new TextEncoder().encode("{}"), { downloadName: "x.json", etag: "g" }),
  );
  // Nothing says what these bytes are, which is an error: 500.
  app.get("/file/no-name", () => sendFile(alphabet));
  app.get("/file/dir/<path:p>", ({ p }) => sendFromDirectory(folder, p));
}
