// What the servers are asked for. One entry is one table of the results.

export interface Load {
  /** What `--only` calls it. */
  readonly name: string;
  /** What the tables say about it. */
  readonly title: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly requestBody?: string;
  /** The exact body of a right answer, which is JSON. */
  readonly answer: string;
}

const order = '{"item":"hip flask","quantity":2,"price":12.5,"tags":["steel","gift"],"paid":true}';

export const loads: readonly Load[] = [
  {
    name: "small-json",
    title: "Small JSON: an object made and encoded for each request",
    method: "GET",
    path: "/json",
    answer: '{"hello":"world"}',
  },
  {
    name: "path-parameter",
    title: "Path parameter: a number read from the path",
    method: "GET",
    path: "/users/42",
    answer: '{"id":42,"username":"sweety"}',
  },
  {
    name: "post-echo",
    title: "POST echo: a JSON body parsed and sent back",
    method: "POST",
    path: "/echo",
    requestBody: order,
    answer: order,
  },
];

/** The bytes of one request. The fields are those of a small HTTP client. */
export function requestBytes({ method, path, requestBody }: Load): Buffer {
  const fields = ["host: 127.0.0.1", "accept: application/json", "user-agent: hipflask-bench"];
  if (requestBody !== undefined) {
    fields.push("content-type: application/json");
    fields.push(`content-length: ${Buffer.byteLength(requestBody)}`);
  }
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\n${fields.join("\r\n")}\r\n\r\n${requestBody ?? ""}`,
  );
}
