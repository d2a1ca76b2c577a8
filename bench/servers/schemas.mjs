// JSON Schemas of the answers, from which Fastify builds its serializers.

const text = { type: "string" };
const number = { type: "number" };
const integer = { type: "integer" };
const flag = { type: "boolean" };
const texts = { type: "array", items: text };
const object = (properties) => ({ type: "object", properties });

export const greeting = object({ hello: text });

export const user = object({ id: integer, username: text });

export const routed = object({ path: text, id: integer });

export const order = object({
  item: text,
  quantity: integer,
  price: number,
  tags: texts,
  paid: flag,
});

export const users = object({
  total: integer,
  users: {
    type: "array",
    items: object({
      id: integer,
      username: text,
      email: text,
      active: flag,
      balance: number,
      tags: texts,
      address: object({ street: text, city: text }),
    }),
  },
});
