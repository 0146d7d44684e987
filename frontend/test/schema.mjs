// Prints the editor's schema as JSON: the fields of each node, the marks, the limits.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const { outputFiles } = await build({
  entryPoints: [join(here, "..", "src", "editor", "schema", "schema.ts")],
  bundle: true, format: "esm", write: false, logLevel: "warning",
});
const { schema, limits } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
const nodes = Object.fromEntries(Object.entries(schema.nodes).map(([name, type]) => [name, Object.keys(type.spec.attrs ?? {})]));
console.log(JSON.stringify({ nodes, marks: Object.keys(schema.marks), limits }));
