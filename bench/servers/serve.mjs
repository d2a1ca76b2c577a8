// What every measured server does besides serving: it says where it listens, and how much
// processor time its process has used when it is asked.

/** @param {number} port Where the server listens, once it does. */
export function ready(port) {
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send({ userUs: user, systemUs: system });
  });
  process.on("disconnect", () => process.exit(0));
  process.send({ port });
}
