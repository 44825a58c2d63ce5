// nlp.js as a peer of `make evaluate`. The first line of standard input is [[entry, text], ...], every line
// after it a question; each is answered with one line {entry: score}. Node must find @nlpjs/basic and
// @nlpjs/lang-ko (NODE_PATH).
const readline = require("node:readline");
const { containerBootstrap } = require("@nlpjs/core");
const { Nlp } = require("@nlpjs/nlp");
const { LangKo } = require("@nlpjs/lang-ko");

async function main() {
  const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const container = await containerBootstrap();
  container.use(Nlp);
  container.use(LangKo);
  const nlp = container.get("nlp");
  nlp.settings.autoSave = false;
  nlp.settings.log = false;
  nlp.addLanguage("ko");
  for (const [entry, text] of JSON.parse((await lines.next()).value)) nlp.addDocument("ko", text, entry);
  await nlp.train();
  process.stdout.write("ready\n");
  for await (const line of lines) {
    const found = await nlp.process("ko", JSON.parse(line));
    const scores = Object.fromEntries(found.classifications.map((c) => [c.intent, c.score]));
    process.stdout.write(JSON.stringify(scores) + "\n");
  }
}

main();
