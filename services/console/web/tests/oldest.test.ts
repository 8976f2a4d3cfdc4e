import { describe, expect, test } from "vitest";

/** What `npm run build` left; empty before that. */
const BUILT = Object.entries(import.meta.glob<string>("../dist/assets/*.{js,css}", { query: "?raw", import: "default", eager: true }));

/** What Chromium 90 has not, with the version that brought it. */
const LATER: [RegExp, number][] = [
  [/\.at\(-\d/, 92], [/\bObject\.hasOwn\(/, 93], [/\bstructuredClone\(/, 98], [/\.findLast(Index)?\(/, 97], [/\.to(Sorted|Spliced|Reversed)\(/, 110],
  [/\bAbortSignal\.(timeout|any)\(/, 103], [/\bObject\.groupBy\(/, 117], [/\bPromise\.withResolvers\(/, 119], [/\bArray\.fromAsync\(/, 121], [/\bstatic\s*\{/, 94],
];
/** The same for styles. */
const STYLES: [RegExp, number][] = [[/:has\(/, 105], [/@container/, 105], [/@layer/, 99], [/color-mix\(/, 111], [/\d[dsl]vh\b/, 108]];

describe.runIf(BUILT.length > 0)("what is built", () => {
  test("runs in Chromium 90", () => {
    const found = BUILT.flatMap(([name, text]) => (name.endsWith(".js") ? LATER : STYLES)
      .filter(([pattern]) => pattern.test(text)).map(([pattern, version]) => `${name}: ${pattern.source} came with ${version}`));
    expect(found).toEqual([]);
  });
});
