// Whether a server can share its port with servers of other processes (SO_REUSEPORT).

interface Versions {
  readonly node: string;
  readonly bun?: string | undefined;
  readonly deno?: string | undefined;
}

// Node 23.1 brought it, and 22.12 got it too; before, it is silently left out. Bun and Deno
// have it in their node:net, whichever Node they say they are like.
export function canReusePort(
  versions: Versions = process.versions,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (platform === "win32") return false;
  if (versions.bun !== undefined || versions.deno !== undefined) return true;
  const [major = 0, minor = 0] = versions.node.split(".").map(Number);
  return major > 23 || (major === 23 && minor >= 1) || (major === 22 && minor >= 12);
}
