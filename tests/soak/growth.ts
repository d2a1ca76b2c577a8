// Whether a series of measurements grows, by the line that fits it best.

/** How much a series grows from its first to its last value, by least squares: single peaks count little. */
export function growthBytes(values: readonly number[]): number {
  const last = values.length - 1;
  if (last < 1) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let covariance = 0;
  let variance = 0;
  for (const [index, value] of values.entries()) {
    covariance += (index - last / 2) * (value - mean);
    variance += (index - last / 2) ** 2;
  }
  return (covariance / variance) * last;
}
