/**
 * All commands. Menus, shortcuts, help and palette come from this list; a new command is
 * one file and its line here.
 * @module
 */

import { addColumn } from "./add_column.js";
import { addTableCommand } from "./add_table.js";
import { addView } from "./add_view.js";
import { alignCommands } from "./align.js";
import { copy } from "./copy.js";
import { copyAsCommands } from "./copy_as.js";
import { cut } from "./cut.js";
import { cycleCardinality, cycleCardinalityBack } from "./cycle_cardinality.js";
import { deleteCommand } from "./delete.js";
import { duplicate } from "./duplicate.js";
import { exportCommands } from "./export.js";
import { findingCommands } from "./findings.js";
import { flipRelationship } from "./flip_relationship.js";
import { help } from "./help.js";
import { languageCommands } from "./language.js";
import { lookCommands } from "./look.js";
import { moveColumnDown, moveColumnUp } from "./move_column.js";
import { nudgeCommands } from "./nudge.js";
import { palette } from "./palette.js";
import { normalForms } from "./normal_forms.js";
import { noteToTableCommand } from "./note_to_table.js";
import { pageCommands } from "./page.js";
import { panelCommands } from "./panels.js";
import { paste } from "./paste.js";
import { pivot } from "./pivot.js";
import { redo } from "./redo.js";
import { relateCommand } from "./relate.js";
import { rename } from "./rename.js";
import { reveal } from "./reveal.js";
import { search } from "./search.js";
import { selectAll } from "./select_all.js";
import { selectNone } from "./select_none.js";
import { straightenCommand } from "./straighten.js";
import { stubCommands } from "./stubs.js";
import { tableToNoteCommand } from "./table_to_note.js";
import { tidyCommands } from "./tidy.js";
import { toggleKeyCommand } from "./toggle_key.js";
import { toggleNullCommand } from "./toggle_null.js";
import { toggleUniqueCommand } from "./toggle_unique.js";
import { toolCommands } from "./tools.js";
import { undo } from "./undo.js";
import { unpairRelationship } from "./unpair_relationship.js";
import { unpivotCommand } from "./unpivot.js";
import { walkCommands } from "./walk.js";
import { walkLineCommands } from "./walk_lines.js";
import { zoomCommands } from "./zoom.js";

/** @type {readonly import("./command.js").Command[]} */
export const commands = [
  undo,
  redo,
  rename,
  duplicate,
  copy,
  cut,
  paste,
  selectAll,
  selectNone,
  addTableCommand,
  addView,
  relateCommand,
  pivot,
  unpivotCommand,
  ...toolCommands,
  addColumn,
  moveColumnUp,
  moveColumnDown,
  toggleKeyCommand,
  toggleNullCommand,
  toggleUniqueCommand,
  flipRelationship,
  cycleCardinality,
  cycleCardinalityBack,
  unpairRelationship,
  noteToTableCommand,
  tableToNoteCommand,
  ...alignCommands,
  ...tidyCommands,
  straightenCommand,
  ...stubCommands,
  normalForms,
  ...findingCommands,
  palette,
  search,
  ...zoomCommands,
  ...lookCommands,
  ...languageCommands,
  ...walkCommands,
  ...walkLineCommands,
  ...nudgeCommands,
  reveal,
  ...panelCommands,
  ...pageCommands,
  ...copyAsCommands,
  ...exportCommands,
  help,
  deleteCommand,
];
