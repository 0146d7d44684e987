// Bundles styles, page behaviour and the editor into workflow/static/built/, each file once
// under its plain name and once under a name with its content's hash (manifest.json maps them).
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "workflow", "static", "built");

const bundled = async () => {
  const result = await build({
    absWorkingDir: here,
    entryPoints: { app: "src/app.ts", "app-style": "src/app.css", editor: "src/editor/start.ts" },
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022", "chrome109", "firefox115", "safari16"],
    legalComments: "none",
    outdir: out,
    write: false,
    logLevel: "warning",
  });
  return result.outputFiles.map((file) => [
    file.path.endsWith("app-style.css") ? "app.css" : file.path.slice(out.length + 1),
    Buffer.from(file.contents),
  ]);
};

const symbol = async (name) => {
  const path = join(here, "node_modules", "bootstrap-icons", "icons", `${name}.svg`);
  const source = await readFile(path, "utf8");
  const inner = source.slice(source.indexOf(">") + 1, source.lastIndexOf("</svg>")).trim();
  return `<symbol id="${name}" viewBox="0 0 16 16">${inner}</symbol>`;
};

const sprite = async () => {
  const names = JSON.parse(await readFile(join(here, "icons.json"), "utf8"));
  const symbols = await Promise.all(names.map(symbol));
  const head = '<svg xmlns="http://www.w3.org/2000/svg">';
  return ["bootstrap-icons.svg", Buffer.from(`${head}\n${symbols.join("\n")}\n</svg>\n`)];
};

const hashed = (name, data) => {
  const digest = createHash("sha256").update(data).digest("hex").slice(0, 12);
  const ending = extname(name);
  return `${name.slice(0, -ending.length)}.${digest}${ending}`;
};

const publish = async (files) => {
  await mkdir(out, { recursive: true });
  const manifest = Object.fromEntries(files.map(([name, data]) => [name, hashed(name, data)]));
  for (const [name, data] of files) {
    await writeFile(join(out, name), data);
    await writeFile(join(out, manifest[name]), data);
  }
  await writeFile(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
};

// Old hashes go last, so that a page served during the build finds its files.
const sweep = async (manifest) => {
  const wanted = new Set([...Object.keys(manifest), ...Object.values(manifest), "manifest.json"]);
  for (const name of await readdir(out)) if (!wanted.has(name)) await rm(join(out, name));
};

const files = [...(await bundled()), await sprite()];
await sweep(await publish(files));
for (const [name, data] of files) console.log(`${name}  ${(data.length / 1024).toFixed(1)} kB`);
