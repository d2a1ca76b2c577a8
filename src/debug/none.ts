// Debugging on a platform that has none: nothing listens there, so nobody asks for it.

export const startDebugging = null;
export const startReloading = null;
