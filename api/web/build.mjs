// Bundles each entry to one minified ES module; the argument names the folder to write to.
import { build } from "esbuild";

// One line an entry: src/<name>.ts becomes static/app/<name>.js.
const ENTRIES = [
  "network",
];

const [folder = "static/app"] = process.argv.slice(2);

await build({
  entryPoints: ENTRIES.map((name) => `src/${name}.ts`),
  outdir: folder,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  sourcemap: false,
  logLevel: "warning",
});
