// Builds the web UI into the folder given, and does only what is needed: packages are installed
// when the lock file has changed, the page is built when a source has.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const out = resolve(process.argv[2] ?? "dist");
const npm = process.platform === "win32" ? "npm.cmd" : "npm";

function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (error || status !== 0) {
    console.error(`web UI: '${command} ${args.join(" ")}' failed${error ? `: ${error.message}` : ""}`);
    process.exit(status || 1);
  }
}

function digest(files) {
  const hash = createHash("sha256");
  for (const file of files) {
    hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function isFresh(stamp, value) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === value;
}

const lock = digest(["package.json", "package-lock.json"]);
const installed = join("node_modules", ".holdfast-lock");
if (!isFresh(installed, lock)) {
  run(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(installed, lock);
}

const sources = digest([
  ...filesUnder("src"),
  ...filesUnder("public"),
  "index.html",
  "package-lock.json",
  "tsconfig.json",
  "vite.config.ts",
]);
const built = join("node_modules", ".holdfast-built");
const wanted = `${sources} ${out}`;
if (!isFresh(built, wanted) || !existsSync(join(out, "index.html"))) {
  run("node", [join("node_modules", "typescript", "bin", "tsc"), "--noEmit"]);
  run("node", [join("node_modules", "vite", "bin", "vite.js"), "build", "--logLevel", "warn", "--outDir", out, "--emptyOutDir"]);
  writeFileSync(built, wanted);
}
