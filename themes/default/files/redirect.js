// Leads from an old address to the new one, to the same place in the page. Without this script the page itself does, to its top.
"use strict";
location.replace(document.currentScript.dataset.to + location.hash);
