// The peer's centre: express-pouchdb over LevelDB. Prints its address, and answers until it is ended.
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const PouchDB = require("pouchdb");
const express = require("express");
const door = require("express-pouchdb");

const [folder] = process.argv.slice(2);
const Stored = PouchDB.defaults({ prefix: `${folder}/` });
const app = express();
// What a PouchDB replicates to, and nothing more.
app.use(
  "/",
  door(Stored, {
    mode: "minimumForPouchDB",
    inMemoryConfig: true,
  }),
);
const server = app.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
