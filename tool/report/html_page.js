// Filters, and findings made when they are asked for. Each finding lies in a <noscript>: to a browser that runs scripts that is one
// text, so a page of 25,000 opens at once; one that runs none shows them all, and no controls.
"use strict";
const step = 200; // findings shown at a time
const form = document.getElementById("filters");
const shown = document.getElementById("shown");
const more = document.getElementById("more");
const list = document.getElementById("list");
const findings = [...document.querySelectorAll("noscript")];
let fitting = findings;
let made = 0;
let texts; // what is searched, in lower case; made at the first search

// The text of markup written by html.cpp, which knows these five entities.
function textOf(markup) {
  const characters = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
  return markup.replace(/<[^>]*>/g, " ").replace(/&(lt|gt|quot|#39|amp);/g, (_, name) => characters[name]).toLowerCase();
}

function show(count) {
  const template = document.createElement("template");
  template.innerHTML = fitting.slice(made, count).map((finding) => finding.textContent).join("");
  list.append(template.content);
  made = Math.min(count, fitting.length);
  const left = fitting.length - made;
  more.hidden = left === 0;
  more.textContent = `Show ${Math.min(step, left)} more of ${left}`;
  shown.value = `${fitting.length} of ${findings.length} findings` + (left ? `, the first ${made} shown` : " shown");
}

function filter() {
  const severities = new Set([...form.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.value));
  const { rule, protocol } = Object.fromEntries(["rule", "protocol"].map((name) => [name, form.elements[name].value]));
  const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length) texts ??= findings.map((finding) => textOf(finding.textContent));
  fitting = findings.filter(({ dataset }, i) =>
    severities.has(dataset.severity) && (!rule || dataset.rule === rule) && (!protocol || dataset.protocol === protocol) &&
    words.every((word) => texts[i].includes(word)));
  list.replaceChildren();
  made = 0;
  show(step);
}

// A link to a finding that is not there yet: everything up to it is made.
function follow() {
  const number = Number(/^#finding-(\d+)$/.exec(location.hash)?.[1]);
  if (!number || number > findings.length || document.getElementById(`finding-${number}`)) return;
  form.reset();
  setTimeout(() => {
    show(Math.max(made, number));
    document.getElementById(`finding-${number}`).scrollIntoView();
  });
}

if (form) {
  form.hidden = false;
  let wait;
  form.addEventListener("input", (event) => {
    clearTimeout(wait);
    if (event.target.type === "search") wait = setTimeout(filter, 150); // when the typing pauses
    else filter();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  more.addEventListener("click", () => {
    const first = made;
    show(made + step);
    list.children[first].querySelector("h3").focus();
  });
  addEventListener("hashchange", follow);
  filter();
  follow();
}
