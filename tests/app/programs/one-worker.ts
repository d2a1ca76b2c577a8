// A process that starts one worker, and prints what becomes of it. The worker does as it is told by `DOES`.
import cluster from "node:cluster";
import type { Order, Report } from "../../../src/runtimes/node/worker-messages.ts";
import { WorkerProcess } from "../../../src/runtimes/node/worker-process.ts";

const { DOES = "", THEN } = process.env;

const report = (message: Report, sent?: () => void): void => {
  process.send?.(message, undefined, undefined, () => sent?.());
};
const listens = (url = "http://a"): void => report({ hipflask: "listening", url, debug: false });
const onOrder = (act: (order: Order) => void): void =>
  void process.on("message", (message) => act(message as Order));

const deeds: Readonly<Record<string, () => void>> = {
  "listen and exit": () => {
    listens();
    setTimeout(() => process.exit(3), 50);
  },
  fail: () => report({ hipflask: "failed", message: "Cannot listen" }, () => process.exit(1)),
  exit: () => process.exit(0),
  obey: () => {
    onOrder(({ hipflask }) => {
      if (hipflask === "stop") report({ hipflask: "stopping" }, () => process.exit(0));
    });
    listens();
  },
  "not hear": () => {
    listens();
    setInterval(() => {}, 1_000);
  },
  "ask for a certificate": () => {
    onOrder((order) => {
      if (order.hipflask === "certificate") listens(order.certificate.key);
      else process.exit(0);
    });
    report({ hipflask: "certificate-wanted", host: "localhost" });
  },
};

if (cluster.isWorker) {
  deeds[DOES]!();
} else {
  const worker = new WorkerProcess(2, false, (host) => ({ key: `key of ${host}`, cert: "" }));
  const start = await worker.started;
  if (THEN === "stop") worker.stop();
  // What Node says when an answer of its own meets a worker that has just died.
  if (THEN === "fail to tell, and kill") {
    Object.values(cluster.workers!)[0]!.process.emit("error", new Error("write EPIPE"));
  }
  if (THEN?.endsWith("kill") === true) worker.kill();
  const ended = await worker.ended;
  const { dismissed, name, obeys } = worker;
  console.log(JSON.stringify({ name, start, ended, obeys, dismissed }));
}
