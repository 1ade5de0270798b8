/** Walks the findings and acts on the chosen one. @module */

import { say } from "../say.js";
import { download } from "../download.js";
import { openFixAll } from "../panel/fix_all.js";
import { openLintSettings } from "../panel/lint_settings.js";

/** @typedef {import("./command.js").Command} Command */
/** @typedef {import("../app.js").App} App */

const some = (/** @type {App} */ app) => app.findings.shown.length > 0;
const chosen = (/** @type {App} */ app) => app.findings.finding !== undefined;

/** Reports as files: ending, and what it is called. @type {readonly [string, string][]} */
const REPORTS = [
  ["json", "JSON"],
  ["sarif", "SARIF"],
  ["md", "Markdown"],
  ["xml", "JUnit"],
];

/** @type {readonly Command[]} */
export const findingCommands = [
  {
    id: "next-finding",
    label: say("Next finding"),
    group: "Findings",
    icon: "down",
    shortcuts: ["F8"],
    enabled: some,
    run: app => void app.findings.step(1),
  },
  {
    id: "previous-finding",
    label: say("Previous finding"),
    group: "Findings",
    icon: "left",
    shortcuts: ["Shift+F8"],
    enabled: some,
    run: app => void app.findings.step(-1),
  },
  {
    id: "show-finding",
    label: say("Show the findings of this"),
    group: "Findings",
    on: ["table", "column", "relationship"],
    icon: "check",
    shortcuts: ["Alt+F8"],
    enabled: (app, args) => app.derived.marking(idOf(app, args)).length > 0,
    run(app, args) {
      const [first] = app.derived.marking(idOf(app, args));
      if (first) app.findings.choose(first.fingerprint);
    },
  },
  {
    id: "explain-finding",
    label: say("Explain the finding"),
    group: "On a finding, in its list",
    icon: "help",
    shortcuts: ["E"],
    where: "findings",
    enabled: chosen,
    run: app => app.findings.act("explain"),
  },
  {
    id: "preview-fix",
    label: say("Show the diagram before and after the fix"),
    group: "On a finding, in its list",
    icon: "flip",
    shortcuts: ["P"],
    where: "findings",
    enabled: app => (app.findings.finding?.fixes.length ?? 0) > 0,
    run: app => app.findings.act("preview"),
  },
  {
    id: "apply-fix",
    label: say("Fix the finding"),
    group: "On a finding, in its list",
    icon: "wand",
    shortcuts: ["F"],
    where: "findings",
    enabled: app => (app.findings.finding?.fixes.length ?? 0) > 0,
    run: app => app.findings.act("apply"),
  },
  {
    id: "ignore-finding",
    label: say("Ignore the finding because…"),
    group: "On a finding, in its list",
    icon: "mute",
    shortcuts: ["I"],
    where: "findings",
    enabled: chosen,
    run: app => app.findings.act("ignore"),
  },
  {
    id: "fix-all",
    label: say("Fix all that is certain"),
    group: "Findings",
    icon: "wand",
    shortcuts: ["Alt+Shift+F"],
    enabled: app => app.findings.counts.mendable > 0,
    run: app => openFixAll(app),
  },
  {
    id: "lint-settings",
    label: say("Choose what the linter looks for"),
    group: "Findings",
    icon: "gear",
    run: app => openLintSettings(app),
  },
  {
    id: "lint-rules",
    label: say("Read about the rules"),
    group: "Findings",
    icon: "doc",
    run: app => {
      window.open(`/rules?diagram=${app.diagram}`, "_blank", "noopener");
    },
  },
  ...REPORTS.map(([ending, title]) => ({
    id: `download-findings-${ending}`,
    label: say`Download findings as ${title}`,
    group: "Findings",
    icon: "download",
    run: (/** @type {App} */ app) => download(`${app.root}/findings.${ending}`),
  })),
];

/**
 * What is asked for, else what is selected.
 * @param {App} app
 * @param {Record<string, unknown>} args
 */
function idOf(app, args) {
  return typeof args.id === "string" ? args.id : app.selection.single;
}
