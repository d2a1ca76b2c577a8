// Says which modules it has loaded: files as they are asked for, and Node's own.
import { register } from "node:module";
import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import type { ListenOptions } from "../../../src/app/hipflask.ts";

const { port1, port2 } = new MessageChannel();
const hooks = `
  let port;
  export const initialize = (data) => { port = data.port; };
  export const load = (url, context, nextLoad) => {
    port.postMessage(url);
    return nextLoad(url, context);
  };
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`, {
  data: { port: port2 },
  transferList: [port2],
});
port1.unref();

const { Hipflask } = await import("../../../src/app/hipflask.ts");
const app = new Hipflask();
const files: string[] = [];

app.get("/fails", (): string => {
  throw new Error("as it should");
});
app.get("/loaded", () => {
  for (let next = receiveMessageOnPort(port1); next; next = receiveMessageOnPort(port1)) {
    files.push(String(next.message));
  }
  const { moduleLoadList } = process as unknown as { moduleLoadList: string[] };
  const builtins = moduleLoadList
    .filter((name) => name.startsWith("NativeModule "))
    .map((name) => name.slice("NativeModule ".length));
  return { files, builtins };
});
app.run(JSON.parse(process.env["RUN_OPTIONS"] ?? "{}") as ListenOptions);
