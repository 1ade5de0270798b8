/**
 * Script of pages to read.
 * @module
 */

import { mountTheme } from "./theme_button.js";

mountTheme();
