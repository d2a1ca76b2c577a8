// Section "ETag and conditional requests".

import { Response, type Hipflask } from "hipflask";
import { instant } from "../values.ts";

export function conditionalRoutes(app: Hipflask): void {
  app.route("/etag/auto", { methods: ["GET", "POST"] }, () => {
    const response = new Response("etag body");
    response.addETag();
    return response.makeConditional();
  });
  app.route("/etag/manual", { methods: ["GET", "POST", "PUT"] }, () => {
    const headers = { "X-Keep": "1", "Content-Language": "en" };
    const response = new Response("v1 body", { headers });
    response.setETag("v1");
    response.lastModified = instant;
    return response.makeConditional();
  });
  app.get("/etag/weak", () => {
    const response = new Response("weak body");
    response.setETag("w1", true);
    return response.makeConditional();
  });
  app.get("/etag/lastmod", () => {
    const response = new Response("dated");
    response.lastModified = instant;
    return response.makeConditional();
  });
  app.get("/etag/unconditional", () => {
    const response = new Response("v1 body");
    response.setETag("v1");
    return response;
  });
  app.get("/etag/parse", ({ request }) => {
    const { any, strong, weak } = request.ifNoneMatch ?? { any: false, strong: [], weak: [] };
    return {
      if_none_match: { strong: strong.toSorted(), weak: weak.toSorted(), star: any },
    };
  });
}
