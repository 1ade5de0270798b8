// Lays out the graphs of real schemas with Crowsfoot and with the rivals, in one run and on the same cards, scores them
// with the same tool, and checks what the product promises. The exit code is 1 when a promise is broken.
//
//   node layout.mjs path/to/crowsfoot [--only TEXT]... [--seconds N]
//     --only     only the graph of this name, or those whose names contain the text
//     --seconds  of each engine on each graph, 120 when not given; one that takes longer sets no bar
//
// Each graph is measured up to three times: "hub-free" without the references to tables that 20 or more refer to, where
// every engine draws the same lines; "all lines" with every line drawn; "stubs" as the product draws it by default.
// libavoid routes over the places that the product chose.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", multiple: true, default: [] }, seconds: { type: "string", default: "120" } },
});
const [binary] = positionals;
if (!binary) throw new Error("usage: node layout.mjs path/to/crowsfoot [--only TEXT]... [--seconds N]");

const here = fileURLToPath(new URL(".", import.meta.url));
const shared = join(here, "../../../shared");
const graphs = join(shared, "corpus/graphs");
const tool = name => join(shared, "tools", name);
for (const need of [graphs, tool("layout_quality.mjs"), tool("graph_to_schema.py")]) {
  if (!existsSync(need)) {
    console.log(`bench-layout skipped: ${need} is not here`);
    process.exit(0);
  }
}
const { score, readLayout } = await import(pathToFileURL(tool("layout_quality.mjs")));

const folder = mkdtempSync(join(tmpdir(), "crowsfoot-bench-"));
const at = name => join(folder, name);
const read = file => JSON.parse(readFileSync(file, "utf8"));
const limit = Number(options.seconds) * 1000;

/** Lays out with the product, with every line drawn or with its stubs. */
function ours(schema, graph, all) {
  const flags = ["layout", schema, "--from", "schema-json", "--json", ...(all ? ["--all-lines"] : [])];
  // The shell says what its children took: the whole process, with reading and writing.
  const run = spawnSync("bash", ["-c", '"$@" || exit 1; times >&2', "-", binary, ...flags], { maxBuffer: 1 << 30, timeout: limit, encoding: "utf8" });
  if (run.error?.code === "ETIMEDOUT") return null;
  if (run.status !== 0) throw new Error(`crowsfoot ${flags.join(" ")}: ${run.stderr}`);
  const cpu = [...(run.stderr.trim().split("\n").at(-1) ?? "").matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + m * 60000 + s * 1000, 0);
  return { ...readLayout(graph, JSON.parse(run.stdout)), cpu };
}

/** Runs a rival in a process of its own; null when it runs out of time or fails. */
function rival(engine, graphFile, ...rest) {
  const out = at("rival.json");
  rmSync(out, { force: true });
  const args = ["--max-old-space-size=4096", "--stack-size=8000", join(here, "rival.mjs"), engine, graphFile, out, ...rest];
  const run = spawnSync(process.execPath, args, { timeout: limit, killSignal: "SIGKILL", encoding: "utf8" });
  if (run.error?.code === "ETIMEDOUT") return { why: `more than ${options.seconds} s` };
  if (run.status !== 0) return { why: `failed: ${(run.stderr || String(run.signal)).trim().split("\n").find(l => /error/i.test(l)) ?? run.signal}` };
  return read(out);
}

const head = ["engine", "lines", "stubs", "cpu ms", "crossings", "straight", "through", "overlaps", "on each other", "length/line", "bends", "aspect", "Mpx"];
const widths = [12, 6, 6, 8, 10, 9, 8, 9, 14, 12, 7, 7, 9];
const row = cells => console.log(cells.map((c, i) => (i ? String(c).padStart(widths[i]) : String(c).padEnd(widths[i]))).join(""));

function print(engine, s, cpu) {
  row([engine, s.edges, s.stubs, cpu === undefined ? "-" : cpu.toFixed(0), s.cross, s.straightCross, s.through, s.overlaps, s.overlapLen, s.lenPerEdge, s.bends, s.aspect, s.areaMpx]);
}

const broken = [];
let checked = 0;

/** Prints whether a promise holds; without a bar there is none to keep. */
function check(where, what, value, holds, bar) {
  if (bar === undefined) {
    console.log(`  none  ${what}: ${value}, no bar`);
    return;
  }
  checked++;
  console.log(`  ${holds ? "pass" : "FAIL"}  ${what}: ${value}, bar ${bar}`);
  if (!holds) broken.push(`${where}: ${what} is ${value}, bar ${bar}`);
}

/** Scores a layout; edges that it draws as stubs count as no line. */
function judge(graph, l) {
  return { ...score(l.graph, l.pos, l.routes), edges: l.graph.edges.length, stubs: graph.edges.length - l.graph.edges.length };
}

/**
 * Measures one graph and checks its bars; ELK's score is returned. The product with its
 * stubs is measured against ELK with all lines, which is given as bars then.
 */
function measure(name, kind, schema, graphFile, rivals, bars) {
  const where = `${name} ${kind}`;
  const graph = read(graphFile);
  console.log(`\n== ${where}: ${graph.tables.length} tables, ${graph.edges.length} references ==`);
  row(head);
  const l = ours(schema, graph, kind !== "stubs");
  if (!l) {
    check(where, "time", `more than ${options.seconds} s`, false, `${options.seconds} s`);
    return undefined;
  }
  const own = judge(graph, l);
  print("crowsfoot", own, l.cpu);
  const found = {};
  for (const engine of rivals) {
    const file = at("places.json");
    writeFileSync(file, JSON.stringify(l.pos.map(({ x, y }) => ({ x, y }))));
    const out = rival(engine, graphFile, file);
    if (out.why) {
      row([engine, out.why]);
      continue;
    }
    found[engine] = judge(graph, { graph, ...out });
    print(engine, found[engine], out.cpu);
  }
  check(where, "cards that overlap", own.overlaps, own.overlaps === 0, 0);
  check(where, "lines through cards", own.through, own.through === 0, 0);
  check(where, "aspect", own.aspect, own.aspect >= 0.6 && own.aspect <= 2.2, "0.6 to 2.2");
  const { elk, dot, libavoid } = found;
  if (kind === "all lines") return elk;
  const area = (elk ?? bars)?.areaMpx;
  if (graph.tables.length > 300)
    check(where, "area in Mpx, a quarter of ELK's", own.areaMpx, own.areaMpx <= (area ?? 0) / 4, area && (area / 4).toFixed(1));
  if (kind !== "hub-free") return elk;
  check(where, "straight crossings, half of ELK's", own.straightCross, own.straightCross <= (elk?.straightCross ?? 0) / 2, elk && elk.straightCross / 2);
  check(where, "straight crossings, dot's", own.straightCross, own.straightCross <= (dot?.straightCross ?? 0), dot?.straightCross);
  if (graph.tables.length <= 60) check(where, "crossings, ELK's", own.cross, own.cross <= (elk?.cross ?? 0), elk?.cross);
  check(where, "lines on each other in px, libavoid's", own.overlapLen, own.overlapLen <= (libavoid?.overlapLen ?? 0), libavoid?.overlapLen);
  return elk;
}

/** Turns a graph into a schema and into a graph with the sizes of the cards. */
function prepare(file, ...flags) {
  execFileSync("python3", [tool("graph_to_schema.py"), file, at("schema.json"), at("graph.json"), ...flags]);
  return [at("schema.json"), at("graph.json")];
}

try {
  const names = readdirSync(graphs)
    .filter(f => f.endsWith(".json"))
    .map(f => basename(f, ".json"))
    .filter((n, _, all) => !options.only.length || options.only.some(o => (all.includes(o) ? n === o : n.includes(o))));
  const size = new Map(names.map(n => [n, read(join(graphs, `${n}.json`)).tables.length]));
  for (const name of names.sort((a, b) => size.get(a) - size.get(b) || (a < b ? -1 : 1))) {
    const file = join(graphs, `${name}.json`);
    measure(name, "hub-free", ...prepare(file, "--hub-free"), ["elk", "dot", "dagre", "libavoid"]);
    const free = read(at("graph.json")).edges.length;
    const [schema, graph] = prepare(file);
    if (read(graph).edges.length === free) continue;
    const bars = measure(name, "all lines", schema, graph, ["elk", "dot", "dagre", "libavoid"]);
    measure(name, "stubs", schema, graph, [], bars);
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`\n${checked} bars checked, ${broken.length} broken`);
for (const b of broken) console.log(`  ${b}`);
process.exitCode = broken.length ? 1 : 0;
