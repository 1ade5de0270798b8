// Lays out generated schemas with Crowsfoot, dagre and ELK, on the same cards, and prints
// the time of each, the crossings of straight lines between card centres, and the aspect
// of the result. Usage: node layout.mjs path/to/crowsfoot
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import dagre from "@dagrejs/dagre";
import ELK from "elkjs";

const binary = process.argv[2];
if (!binary) throw new Error("usage: node layout.mjs path/to/crowsfoot");

/** A schema of n tables: clusters of about ten around a few tables that many refer to. */
function schema(n) {
  let seed = 7;
  const random = m => (seed = (seed * 48271) % 2147483647) % m;
  const tables = Array.from({ length: n }, (_, i) => {
    const columns = [{ name: "id", type: "integer", pk: true, nullable: false }];
    const keys = [];
    for (let k = 0; k < 1 + random(2) && i > 0; k++) {
      const cluster = Math.floor(i / 10) * 10;
      const to = random(10) < 8 && i > cluster ? cluster + random(i - cluster) : random(i);
      columns.push({ name: `ref_${k}`, type: "integer", nullable: true });
      keys.push({ columns: [`ref_${k}`], ref_table: `t${to}`, ref_columns: ["id"] });
    }
    for (let c = 0; c < 2 + random(8); c++) columns.push({ name: `c${c}`, type: "text", nullable: true });
    return { name: `t${i}`, columns, primary_key: ["id"], foreign_keys: keys };
  });
  return { name: "bench", tables };
}

const size = t => ({ width: 220, height: 36 + 28 * t.columns.length });
const edges = s => s.tables.flatMap(t => t.foreign_keys.map(k => [t.name, k.ref_table])).filter(([a, b]) => a !== b);

const engines = {
  crowsfoot(s) {
    const folder = mkdtempSync(join(tmpdir(), "crowsfoot-bench-"));
    try {
      const file = join(folder, "schema.json");
      writeFileSync(file, JSON.stringify(s));
      const out = JSON.parse(execFileSync(binary, ["layout", file, "--json"], { maxBuffer: 1 << 28 }).toString());
      return new Map(out.tables.map(t => [t.name, t]));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  dagre(s) {
    const g = new dagre.graphlib.Graph({ multigraph: true });
    g.setGraph({ rankdir: "LR", nodesep: 60, ranksep: 110 });
    g.setDefaultEdgeLabel(() => ({}));
    for (const t of s.tables) g.setNode(t.name, size(t));
    edges(s).forEach(([a, b], i) => g.setEdge(a, b, {}, String(i)));
    dagre.layout(g);
    return new Map(s.tables.map(t => {
      const n = g.node(t.name);
      return [t.name, { x: n.x - n.width / 2, y: n.y - n.height / 2, ...size(t) }];
    }));
  },
  async elk(s) {
    const out = await new ELK().layout({
      id: "root",
      layoutOptions: { "elk.algorithm": "layered", "elk.direction": "RIGHT" },
      children: s.tables.map(t => ({ id: t.name, ...size(t) })),
      edges: edges(s).map(([a, b], i) => ({ id: `e${i}`, sources: [a], targets: [b] })),
    });
    return new Map(out.children.map(n => [n.id, n]));
  },
};

function crossings(s, at) {
  const lines = edges(s).map(([a, b]) => [a, b].map(n => {
    const t = at.get(n);
    return [t.x + t.width / 2, t.y + t.height / 2, n];
  }));
  const side = (p, q, r) => Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  let n = 0;
  for (let i = 0; i < lines.length; i++) {
    for (let j = i + 1; j < lines.length; j++) {
      const [[a, b], [c, d]] = [lines[i], lines[j]];
      if (a[2] === c[2] || a[2] === d[2] || b[2] === c[2] || b[2] === d[2]) continue;
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) n++;
    }
  }
  return n;
}

console.log("tables  engine      ms  crossings  aspect");
for (const n of [20, 60, 200, 600]) {
  const s = schema(n);
  for (const [name, run] of Object.entries(engines)) {
    const begin = performance.now();
    const at = await run(s);
    const ms = performance.now() - begin;
    const xs = [...at.values()];
    const w = Math.max(...xs.map(t => t.x + t.width)) - Math.min(...xs.map(t => t.x));
    const h = Math.max(...xs.map(t => t.y + t.height)) - Math.min(...xs.map(t => t.y));
    console.log(`${String(n).padStart(6)}  ${name.padEnd(9)} ${ms.toFixed(0).padStart(5)}  ${String(crossings(s, at)).padStart(9)}  ${(w / h).toFixed(2).padStart(6)}`);
  }
}
