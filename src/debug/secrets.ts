// What must not be shown, by its name and by its look. A report can be copied into an issue, or lie on a screen that
// others see; what it hides is still there for the program to ask.

const mask = "[secret]";

const secretWords = new Set(
  (
    "password passwd passphrase pass pwd secret secrets token tokens key keys apikey accesskey privatekey " +
    "credential credentials auth authorization authentication cookie cookies session sessionid sid jwt bearer " +
    "signature sig dsn salt otp pin csrf xsrf private nonce"
  ).split(" "),
);

/**
 * Whether a field of this name is likely to hold a secret.
 *
 * @example
 * isSecretName("API_KEY"); // => true
 * isSecretName("sessionId"); // => true
 * isSecretName("keyboard"); // => false
 * isSecretName("PWD"); // => false
 */
export function isSecretName(name: string): boolean {
  // What shells call the working directory.
  if (name === "PWD") return false;
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => secretWords.has(word));
}

// A password in a URL, a signed token, a private key.
const userInfo = /^([a-z][a-z\d+.-]*:\/\/[^:/@\s]*):[^/@\s]+@/i;
const looks = /^(?:Bearer |Basic )|^eyJ[\w-]+\.[\w-]+\.|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/**
 * A value, or what stands for it if it is a secret.
 *
 * @example
 * shownValue("DATABASE_URL", "postgres://app:hunter2@db/users"); // => "postgres://app:[secret]@db/users"
 */
export function shownValue(name: string, value: string): string {
  if (value === "") return value;
  if (isSecretName(name) || looks.test(value)) return mask;
  return value.replace(userInfo, `$1:${mask}@`);
}

/** A plain value with the secrets in it hidden, at any depth; for what came as JSON. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === "string") return looks.test(value) ? mask : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isSecretName(name) && member !== null && member !== "" ? mask : withoutSecrets(member),
    ]),
  );
}

/** A path and query with the values of secret names hidden. */
export function shownTarget(target: string): string {
  const at = target.indexOf("?");
  return at === -1 ? target : target.slice(0, at + 1) + shownForm(target.slice(at + 1));
}

/** Fields as a form or a query writes them, with the values of secret names hidden. */
export function shownForm(form: string): string {
  return form
    .split("&")
    .map((field) => {
      const [name = "", ...value] = field.split("=");
      return value.length > 0 && isSecretName(decoded(name)) ? `${name}=${mask}` : field;
    })
    .join("&");
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll("+", " "));
  } catch {
    return name;
  }
}
