// What every measured server does besides serving: it says where it listens, and how much processor
// time and memory its process has used when it is asked.

/** @param {number} port Where the server listens, once it does. */
export function ready(port) {
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send({
      cpuMs: (user + system) / 1_000,
      rssBytes: process.memoryUsage.rss(),
      // Since the start of the process, as the system counts it: no sampling that a busy thread could miss.
      peakBytes: process.resourceUsage().maxRSS * 1_024,
    });
  });
  process.on("disconnect", () => process.exit(0));
  process.send({ port });
}

/** The number of rows that a path asks for: `/rows/1000`. */
export function countOf(path) {
  return Number(path.slice(path.lastIndexOf("/") + 1));
}
