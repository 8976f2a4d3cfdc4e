import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Files below this are sent as they are. */
const GZIP_BYTES_MIN = 1024;

/** Writes the compressed form of each file beside it, so that the server compresses nothing. */
function compressed(): Plugin {
  const visit = (folder: string): void => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) {
        visit(path);
      } else if (/\.(js|css|html|svg|geojson)$/.test(name) && statSync(path).size >= GZIP_BYTES_MIN) {
        writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
      }
    }
  };
  let out = "";
  return {
    name: "compressed",
    apply: "build",
    configResolved: (config) => {
      out = join(config.root, config.build.outDir);
    },
    closeBundle: () => visit(out),
  };
}

export default defineConfig({
  plugins: [react(), compressed()],
  build: { target: "chrome90", chunkSizeWarningLimit: 1200, modulePreload: { polyfill: false } },
  worker: { format: "es" },
});
