const FILES = import.meta.glob<string>("../boundaries/*.geojson", { query: "?url", import: "default", eager: true });

/** Where the outlines of a city's counties are; undefined if there are none. */
export function boundariesOf(city: string): string | undefined {
  return FILES[`../boundaries/${city}.geojson`];
}
