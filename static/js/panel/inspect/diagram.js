/** The diagram itself, with its modules, schemas and types: what nothing selected shows. @module */

import { say } from "../../say.js";
import { counted } from "../../model/noun.js";
import { ROOT } from "../../model/op.js";
import { DIALECTS } from "../choice.js";
import { domains } from "./domain.js";
import { modules } from "./module.js";
import { schemas } from "./schema.js";

/** @param {import("./kit.js").Kit} kit */
export function whole(kit) {
  const d = kit.app.store.diagram;
  const own = kit.of("diagram", ROOT, d.settings, "diagram");
  return [
    kit.head(
      d.settings.name,
      `${counted(d.tableIDs.size, "table")}, ${counted(d.relationshipIDs.size, "relationship")}`,
    ),
    kit.form(
      own.text("name", say("Name"), say("Rename %"), { need: true }),
      own.pick("dialect", say("Types are written for"), DIALECTS, say("Choose dialect")),
      own.text("comment", say("What is it for?"), say("Describe %"), { area: true }),
    ),
    modules(kit),
    schemas(kit),
    domains(kit),
  ];
}
