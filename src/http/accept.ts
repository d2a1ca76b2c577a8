// Proactive negotiation: which of the things a server has suits a client best.
// Source: RFC 9110 §12.5, RFC 4647 §3.4 (languages).

import { parseMediaType } from "./media-type.ts";
import { parseMediaPreferences, parsePreferences, type Preference } from "./preference.ts";

/** For an offer, how closely a wish fits it: 0 not at all, above that the higher the closer. */
type Fit = (offer: string) => (wish: Preference) => number;

/**
 * What a client accepts, as one of its `Accept` fields says.
 *
 * @see Flask's `Accept`
 */
export class Accept {
  /** The client's wishes, in the order it wrote them. */
  readonly preferences: readonly Preference[];
  readonly #fit: Fit;
  readonly #unmentioned: (offer: string) => number;

  /** @internal */
  constructor(
    preferences: readonly Preference[],
    fit: Fit,
    unmentioned: (offer: string) => number = () => 0,
  ) {
    this.preferences = preferences;
    this.#fit = fit;
    this.#unmentioned = unmentioned;
  }

  /**
   * How much the client likes an offer: 0 (not acceptable) to 1. The wish that fits most closely decides.
   *
   * @example
   * const accept = acceptMediaTypes("text/*;q=0.5, text/html");
   * accept.quality("text/html"); // => 1
   * accept.quality("text/plain"); // => 0.5
   * accept.quality("image/png"); // => 0
   */
  quality(offer: string): number {
    return this.#rate(offer).quality;
  }

  /** Whether the client takes an offer at all. */
  accepts(offer: string): boolean {
    return this.quality(offer) > 0;
  }

  /**
   * The offer that the client likes best, or null if it takes none.
   *
   * Of several that it likes equally, the one it named most closely; then the first.
   * @example
   * const accept = acceptMediaTypes("text/html, application/json;q=0.9");
   * accept.best("application/json", "text/html"); // => "text/html"
   * acceptMediaTypes(null).best("application/json", "text/html"); // => "application/json"
   * accept.best("image/png"); // => null
   */
  best<const Offer extends string>(...offers: readonly Offer[]): Offer | null {
    let best: Offer | null = null;
    let bestQuality = 0;
    let bestFit = 0;
    for (const offer of offers) {
      const { quality, fit } = this.#rate(offer);
      if (quality === 0 || quality < bestQuality) continue;
      if (quality === bestQuality && fit <= bestFit) continue;
      best = offer;
      bestQuality = quality;
      bestFit = fit;
    }
    return best;
  }

  #rate(offer: string): { readonly quality: number; readonly fit: number } {
    let quality = 0;
    let closest = 0;
    const fitOf = this.#fit(offer);
    for (const wish of this.preferences) {
      const fit = fitOf(wish);
      if (fit <= closest) continue;
      closest = fit;
      quality = wish.quality;
    }
    if (closest > 0) return { quality, fit: closest };
    // Not even a wildcard: below all wishes.
    return { quality: this.#unmentioned(offer), fit: 0.5 };
  }
}

const anything: Preference = { range: "*", parameters: new Map(), quality: 1 };

/** What an `Accept` field says; without one, anything goes. */
export function acceptMediaTypes(field: string | null): Accept {
  return new Accept(
    field === null ? [{ ...anything, range: "*/*" }] : parseMediaPreferences(field),
    fitMediaType,
  );
}

/** What an `Accept-Language` field says; without one, anything goes. */
export function acceptLanguages(field: string | null): Accept {
  return new Accept(field === null ? [anything] : parsePreferences(field), fitLanguage);
}

/** What an `Accept-Charset` field says; without one, anything goes. */
export function acceptCharsets(field: string | null): Accept {
  return new Accept(field === null ? [anything] : parsePreferences(field), fitName);
}

/**
 * What an `Accept-Encoding` field says.
 *
 * Without one, only `identity`: RFC 9110 §12.5.3 would allow anything, but a client that does not ask
 * for compression, as curl, shows it to its user as it is.
 */
export function acceptEncodings(field: string | null): Accept {
  const wishes = field === null ? [] : parsePreferences(field);
  // Unless it is refused, `identity` is acceptable, but no better than the least of what was asked for.
  const least = Math.min(
    1,
    ...wishes.map(({ quality }) => quality).filter((quality) => quality > 0),
  );
  return new Accept(wishes, fitName, (offer) => (offer.toLowerCase() === "identity" ? least : 0));
}

function fitName(offer: string): (wish: Preference) => number {
  const name = offer.toLowerCase();
  return ({ range }) => {
    if (range === "*") return 1;
    return range === name ? 2 : 0;
  };
}

function fitMediaType(offer: string): (wish: Preference) => number {
  const type = parseMediaType(offer);
  return ({ range, parameters }) => {
    if (type === null) return 0;
    for (const [name, value] of parameters) {
      if (type.parameters.get(name)?.toLowerCase() !== value.toLowerCase()) return 0;
    }
    const { essence } = type;
    if (range === "*/*") return 1 + parameters.size;
    if (range === essence) return 3 + parameters.size;
    return range.endsWith("/*") && essence.startsWith(range.slice(0, -1)) ? 2 : 0;
  };
}

// `en` takes `en-GB`; and who asks for `en-GB` would rather have `en` than nothing.
function fitLanguage(offer: string): (wish: Preference) => number {
  const language = offer.toLowerCase();
  return ({ range }) => {
    if (range === "*") return 1;
    if (range === language) return 4;
    if (language.startsWith(`${range}-`)) return 3;
    return range.startsWith(`${language}-`) ? 2 : 0;
  };
}
