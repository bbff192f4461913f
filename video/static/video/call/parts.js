// The parts of a page, one shown at a time, and small help with its elements.
import { say } from "./words.js";

export class Parts {
  constructor(root) {
    this.root = root;
    this.shown = "";
    this.title = document.title;
  }

  find(selector) {
    return this.root.querySelector(selector);
  }

  all(selector) {
    return [...this.root.querySelectorAll(selector)];
  }

  // Shows one part; whoever listens or uses keys is led to its heading.
  show(name) {
    if (this.shown === name) return;
    const first = this.shown === "";
    this.shown = name;
    this.root.dataset.part = name;
    for (const part of this.all("section[data-part], div[data-part]")) part.hidden = part.dataset.part !== name;
    const heading = this.find(`:scope > [data-part="${name}"] :is(h1, h2[tabindex])`);
    if (!heading) return;
    if (heading.matches("h1")) document.title = `${heading.textContent.trim()} – ${this.title.split(" – ").slice(1).join(" – ")}`;
    if (!first) heading.focus();
  }

  tell(text) {
    this.find("[data-status]").textContent = text;
  }

  on(actions) {
    this.root.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button && actions[button.dataset.do]) this.run(button, actions[button.dataset.do]);
    });
  }

  // A button works once at a time; what goes wrong is said, and the button is good for another try.
  async run(button, action) {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    try {
      await action(button);
    } catch (error) {
      this.tell(error.problem ? error.message : say("failed"));
    } finally {
      button.removeAttribute("aria-disabled");
    }
  }
}

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
