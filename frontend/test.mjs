// Bundles test/*.test.mjs (they import TypeScript) and runs them with Node's own test runner.
import { spawnSync } from "node:child_process";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "node_modules", ".cache", "huigao-test");
const names = (await readdir(join(here, "test"))).filter((name) => name.endsWith(".test.mjs"));

await build({
  absWorkingDir: here,
  entryPoints: names.map((name) => join("test", name)),
  bundle: true,
  platform: "node",
  format: "esm",
  outExtension: { ".js": ".mjs" },
  outdir: out,
  logLevel: "warning",
});
const files = names.map((name) => join(out, name));
process.exit(spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" }).status ?? 1);
