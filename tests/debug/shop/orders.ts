// The orders of a small shop, and what they cost.

export interface Line {
  readonly item: string;
  readonly count: number;
}

export interface Order {
  readonly id: number;
  readonly customer: string;
  readonly lines: readonly Line[];
}

const prices = new Map([
  ["tea", { amount: 4.5, vat: 0.07 }],
  ["cake", { amount: 3.2, vat: 0.07 }],
]);

const orders: readonly Order[] = [
  { id: 6, customer: "pallavi", lines: [{ item: "tea", count: 2 }] },
  {
    id: 7,
    customer: "sweety",
    lines: [
      { item: "cake", count: 1 },
      { item: "biscuit", count: 12 },
    ],
  },
];

export function findOrder(id: number): Order | undefined {
  return orders.find((order) => order.id === id);
}

/** What all lines of an order cost together. */
export function totalOf(order: Order, discount: number): number {
  let total = 0;
  for (const { item, count } of order.lines) {
    const price = prices.get(item)!;
    total += price.amount * count;
  }
  return total * (1 - discount);
}

export async function loadOrder(id: number): Promise<Order> {
  const order = await Promise.resolve(findOrder(id));
  if (order === undefined) throw new RangeError(`there is no order ${id}`);
  return order;
}
