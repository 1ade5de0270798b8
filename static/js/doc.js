/**
 * Script of pages to read.
 * @module
 */

import { mountLanguage } from "./language.js";
import { mountTheme } from "./theme_button.js";

mountLanguage();
mountTheme();
