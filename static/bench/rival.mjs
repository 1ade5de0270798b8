// One engine lays out, or routes, one graph: node rival.mjs ENGINE GRAPH.json OUT.json [PLACES.json]
// GRAPH.json  {tables: [{w, h, cols}], edges: [{s, sc, t, tc}]}: s the child, sc its column; t, tc of the parent
// OUT.json    {pos: [{x, y}], routes: [[[x, y]]] or null, cpu}: top left corners, and the milliseconds of processor
//             time that the engine took, without its start. libavoid routes over the places of PLACES.json.
// Each run is a process of its own, so that it can be stopped.
import { readFileSync, writeFileSync } from "node:fs";
import { HEAD, ROW } from "./card.mjs";

const [name, graphFile, outFile, placesFile] = process.argv.slice(2);
const read = file => JSON.parse(readFileSync(file, "utf8"));
const graph = read(graphFile);
const rowY = column => HEAD + ROW * (column + 0.5);

const engines = {
  // ELK layered: a port at each end of a line, at its column's row.
  async elk() {
    const { default: ELK } = await import("elkjs");
    const ports = graph.tables.map(() => new Map());
    const port = (table, column, side) => {
      const id = `${table}.${column}.${side}`;
      ports[table].set(id, {
        id,
        width: 0,
        height: 0,
        x: side === "EAST" ? graph.tables[table].w : 0,
        y: rowY(column),
        layoutOptions: { "elk.port.side": side },
      });
      return id;
    };
    const edges = graph.edges.map((e, i) => ({
      id: `e${i}`,
      sources: [port(e.s, e.sc, "EAST")],
      targets: [port(e.t, e.tc, e.s === e.t ? "EAST" : "WEST")],
    }));
    const input = {
      id: "root",
      layoutOptions: {
        "elk.algorithm": "layered",
        "elk.direction": "RIGHT",
        "elk.edgeRouting": "ORTHOGONAL",
        "elk.spacing.nodeNode": "60",
        "elk.layered.spacing.nodeNodeBetweenLayers": "110",
      },
      children: graph.tables.map((t, i) => ({
        id: String(i),
        width: t.w,
        height: t.h,
        ports: [...ports[i].values()],
        layoutOptions: { "elk.portConstraints": "FIXED_POS" },
      })),
      edges,
    };
    const elk = new ELK();
    await elk.layout({ id: "root", layoutOptions: input.layoutOptions, children: [{ id: "a", width: 9, height: 9 }], edges: [] });
    const { value, cpu } = await timed(() => elk.layout(input));
    const at = new Map(value.children.map(c => [c.id, c]));
    return {
      cpu,
      pos: graph.tables.map((_, i) => ({ x: at.get(String(i)).x, y: at.get(String(i)).y })),
      routes: value.edges.map(e =>
        e.sections ? e.sections.flatMap(s => [s.startPoint, ...(s.bendPoints ?? []), s.endPoint].map(p => [p.x, p.y])) : null,
      ),
    };
  },

  // Graphviz dot: boxes of the cards' size; its lines are not used.
  async dot() {
    const { Graphviz } = await import("@hpcc-js/wasm-graphviz");
    const graphviz = await Graphviz.load();
    const inch = v => (v / 72).toFixed(4);
    const text = [
      "digraph { rankdir=LR; nodesep=0.8334; ranksep=1.5278; node [shape=box fixedsize=true label=\"\"]; edge [arrowhead=none];",
      ...graph.tables.map((t, i) => `n${i} [width=${inch(t.w)} height=${inch(t.h)}];`),
      ...graph.edges.map(e => `n${e.s} -> n${e.t};`),
      "}",
    ].join("\n");
    const { value, cpu } = await timed(() => graphviz.layout(text, "plain", "dot"));
    const pos = new Array(graph.tables.length);
    for (const line of value.split("\n")) {
      const [kind, id, x, y] = line.split(" ");
      if (kind !== "node") continue;
      const i = Number(id.slice(1));
      pos[i] = { x: Number(x) * 72 - graph.tables[i].w / 2, y: -Number(y) * 72 - graph.tables[i].h / 2 };
    }
    return { pos, routes: null, cpu };
  },

  async dagre() {
    const { default: dagre } = await import("@dagrejs/dagre");
    const g = new dagre.graphlib.Graph({ multigraph: true });
    g.setGraph({ rankdir: "LR", nodesep: 60, ranksep: 110 });
    g.setDefaultEdgeLabel(() => ({}));
    graph.tables.forEach((t, i) => g.setNode(String(i), { width: t.w, height: t.h }));
    graph.edges.forEach((e, i) => e.s !== e.t && g.setEdge(String(e.s), String(e.t), {}, String(i)));
    const { cpu } = await timed(() => dagre.layout(g));
    return {
      cpu,
      routes: null,
      pos: graph.tables.map((t, i) => ({ x: g.node(String(i)).x - t.w / 2, y: g.node(String(i)).y - t.h / 2 })),
    };
  },

  // libavoid: orthogonal routes, a pin on either side of each row.
  async libavoid() {
    const { AvoidLib } = await import("libavoid-js");
    await AvoidLib.load();
    const avoid = AvoidLib.getInstance();
    const pos = read(placesFile);
    const { value, cpu } = await timed(() => {
      const router = new avoid.Router(avoid.OrthogonalRouting);
      router.setRoutingParameter(avoid.segmentPenalty, 30);
      router.setRoutingParameter(avoid.shapeBufferDistance, 8);
      router.setRoutingParameter(avoid.idealNudgingDistance, 8);
      const shapes = graph.tables.map((t, i) => {
        const corner = new avoid.Point(pos[i].x, pos[i].y);
        return new avoid.ShapeRef(router, new avoid.Rectangle(corner, new avoid.Point(pos[i].x + t.w, pos[i].y + t.h)));
      });
      const pinned = new Set();
      const end = (table, column) => {
        if (!pinned.has(`${table}.${column}`)) {
          pinned.add(`${table}.${column}`);
          for (const [x, side] of [
            [0, avoid.ConnDirLeft],
            [graph.tables[table].w, avoid.ConnDirRight],
          ]) {
            new avoid.ShapeConnectionPin(shapes[table], column + 1, x, rowY(column), false, 0, side).setExclusive(false);
          }
        }
        return new avoid.ConnEnd(shapes[table], column + 1);
      };
      const lines = graph.edges.map(e => (e.s === e.t ? null : new avoid.ConnRef(router, end(e.s, e.sc), end(e.t, e.tc))));
      router.processTransaction();
      return lines.map(line => {
        if (!line) return null;
        const way = line.displayRoute();
        return Array.from({ length: way.size() }, (_, i) => [way.get_ps(i).x, way.get_ps(i).y]);
      });
    });
    return { pos, routes: value, cpu };
  },
};

/** Runs work and measures the processor time of this process. */
async function timed(work) {
  const begin = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(begin);
  return { value, cpu: (user + system) / 1000 };
}

writeFileSync(outFile, JSON.stringify(await engines[name]()));
