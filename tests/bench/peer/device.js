// The peer's device: puts the documents of a file into a LevelDB of its own, and replicates them when it is told to.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
const require = createRequire(import.meta.url);
const PouchDB = require("pouchdb");

const [folder, documents, remote] = process.argv.slice(2);
const own = new PouchDB(`${folder}/device`);
const lines = readFileSync(documents, "utf8").trim().split("\n");
const docs = lines.map((line) => JSON.parse(line));
for (let from = 0; from < docs.length; from += 500) {
  await own.bulkDocs(docs.slice(from, from + 500));
}
console.log("ready");

createInterface({ input: process.stdin }).once("line", async () => {
  const began = process.hrtime.bigint();
  const done = await own.replicate.to(new PouchDB(remote), { batch_size: 500 });
  const took = process.hrtime.bigint() - began;
  console.log(JSON.stringify({ written: done.docs_written, micros: Number(took / 1000n) }));
  process.exit(done.ok && done.docs_written === docs.length ? 0 : 1);
});
