// Section "Cookies and session": cookies. Flask writes both `Expires` and `Max-Age`, for clients from before 2000;
// so does this application, by `lasting`.

import { html, type CookieOptions, type Hipflask, type Response } from "hipflask";
import { instant } from "../values.ts";

const named: Readonly<Record<string, readonly [value: string, options?: CookieOptions]>> = {
  simple: ["1"],
  empty: [""],
  "max-age": ["1", lasting(60)],
  "max-age-delta": ["1", lasting(2 * 60)],
  "max-age-0": ["1", lasting(0)],
  "expires-ts": ["1", { expires: new Date(1_700_000_000 * 1000) }],
  "expires-dt": ["1", { expires: instant }],
  full: [
    "1",
    {
      expires: instant,
      path: "/c",
      domain: "example.com",
      secure: true,
      httpOnly: true,
      sameSite: "Lax",
    },
  ],
  "samesite-none": ["1", { sameSite: "none" }],
  "samesite-bad": ["1", { sameSite: "maybe" as "none" }],
  "path-none": ["1", { path: null }],
  unicode: ["é☃"],
  special: ['a b,c;d"e\\f'],
  equals: ["a=b=c"],
};

export function cookieRoutes(app: Hipflask): void {
  app.get("/c/read", ({ cookies }) => ({ cookies }));
  app.get("/c/read-all", ({ cookies, request }) => ({
    cookies: new Map(Object.keys(cookies).map((name) => [name, request.cookieValues(name)])),
  }));
  for (const [path, [value, options]] of Object.entries(named)) {
    app.get(`/c/${path}`, { name: `c_${path}` }, () =>
      answer((response) => response.setCookie("a", value, options)),
    );
  }
  app.get("/c/two", () =>
    answer((response) => {
      response.setCookie("a", "1");
      response.setCookie("b", "2");
    }),
  );
  app.get("/c/same-twice", () =>
    answer((response) => {
      response.setCookie("a", "1");
      response.setCookie("a", "2");
    }),
  );
  app.get("/c/delete", () => answer((response) => response.deleteCookie("a")));
  app.get("/c/delete-path", () =>
    answer((response) => response.deleteCookie("a", { path: "/c", domain: "example.com" })),
  );
}

function answer(change: (response: Response) => void): Response {
  const response = html("ok");
  change(response);
  return response;
}

function lasting(seconds: number): CookieOptions {
  return { maxAge: seconds, expires: new Date(Date.now() + seconds * 1000) };
}
