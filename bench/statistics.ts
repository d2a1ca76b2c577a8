// Middles and spreads. A mean would belong to whatever disturbed the worst round.

/**
 * The value below which a part of the values lies, between two of them where none is at that place.
 *
 * @param part From 0 (the smallest) to 1 (the largest); 0.5 is the median.
 */
export function quantile(values: readonly number[], part: number): number {
  return quantileOfSorted(
    values.toSorted((a, b) => a - b),
    part,
  );
}

/** `quantile` of what is in order already, the smallest first. */
export function quantileOfSorted(sorted: ArrayLike<number>, part: number): number {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (above - below) * (place - Math.floor(place));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
