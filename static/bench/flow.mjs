// The rival page of the canvas benchmark: @xyflow/react with nodes like our cards (a header,
// ten rows, a handle on both sides of each row), memoised, and only what is visible is
// mounted. The data is window.graph, {tables: [{id, name, x, y, columns: [{name, type}]}],
// edges: [{id, from, fromColumn, to, toColumn}]}, columns by number.
// web/canvas_bench_test.go bundles and measures it.
import { Handle, Position, ReactFlow } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { createElement as h, memo } from "react";
import { createRoot } from "react-dom/client";

const Row = memo(({ n, name, type }) =>
  h(
    "div",
    { style: { position: "relative", display: "flex", justifyContent: "space-between", height: 28, padding: "0 14px" } },
    h(Handle, { type: "source", position: Position.Right, id: `s${n}` }),
    h(Handle, { type: "target", position: Position.Left, id: `t${n}` }),
    h("span", null, name),
    h("span", { style: { color: "#888", fontFamily: "monospace" } }, type),
  ),
);

const Card = memo(({ data }) =>
  h(
    "div",
    { style: { width: 240, background: "#fff", border: "1px solid #ccc", borderRadius: 8, font: "13px sans-serif" } },
    h("div", { className: "head", style: { height: 36, padding: "8px 14px", fontWeight: 600 } }, data.name),
    data.columns.map((c, n) => h(Row, { key: c.name, n, ...c })),
  ),
);

const nodeTypes = { card: Card };
const { tables, edges } = window.graph;

function App() {
  return h(ReactFlow, {
    nodeTypes,
    defaultNodes: tables.map(t => ({
      id: t.id,
      type: "card",
      position: { x: t.x, y: t.y },
      data: { name: t.name, columns: t.columns },
    })),
    defaultEdges: edges.map(e => ({
      id: e.id,
      type: "smoothstep",
      source: e.from,
      sourceHandle: `s${e.fromColumn}`,
      target: e.to,
      targetHandle: `t${e.toColumn}`,
    })),
    fitView: true,
    minZoom: 0.001,
    panOnScroll: true,
    onlyRenderVisibleElements: true,
    proOptions: { hideAttribution: true },
    onInit: flow => {
      window.flow = flow;
    },
  });
}

createRoot(document.querySelector("#root")).render(h(App));
