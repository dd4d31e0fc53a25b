// Filters. Without this script the page shows everything and no controls.
"use strict";
const form = document.getElementById("filters");
const shown = document.getElementById("shown");
const findings = [...document.querySelectorAll("article")];
const texts = findings.map((finding) => finding.textContent.toLowerCase());

function filter() {
  const severities = new Set([...form.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.value));
  const { rule, protocol } = Object.fromEntries(["rule", "protocol"].map((name) => [name, form.elements[name].value]));
  const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  findings.forEach((finding, i) => {
    const data = finding.dataset;
    const fits = severities.has(data.severity) && (!rule || data.rule === rule) && (!protocol || data.protocol === protocol) &&
      words.every((word) => texts[i].includes(word));
    finding.hidden = !fits;
    count += fits;
  });
  shown.value = `${count} of ${findings.length} findings shown`;
}

if (form) {
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  filter();
}
