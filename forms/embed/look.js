// The look: the host's by custom properties, else ours, light and dark. A constructed sheet: no host's policy refuses it.
const LOOK = `
:host { display: block; color-scheme: light dark; color: var(--constat-ink, #16212b); background: var(--constat-paper, #fff);
  font: var(--constat-font, 1.0625rem/1.5 system-ui, sans-serif); max-inline-size: 42rem; }
* { box-sizing: border-box; }
h2 { font-size: 1.5em; line-height: 1.25; margin: 0 0 .5rem; } h3 { font-size: 1.15em; margin: 1rem 0 .25rem; }
h2:focus { outline: none; }
p { margin: 0 0 .75rem; white-space: pre-line; }
fieldset { border: 0; margin: 0; padding: 0; min-inline-size: 0; } legend, label { font-weight: 600; padding: 0; }
.field, .part, .row { margin-block-end: 1.25rem; } .part { margin-block-end: .75rem; } .part label, .choice label { font-weight: 400; }
.row { border: 1px solid var(--constat-line, #6a7782); border-radius: 4px; padding: 1rem; }
.help { color: var(--constat-soft, #4a5763); margin: 0 0 .25rem; }
.error, .summary { color: var(--constat-danger, #a4262c); font-weight: 600; }
.wrong { border-inline-start: 4px solid var(--constat-danger, #a4262c); padding-inline-start: .75rem; }
.summary { border: 3px solid var(--constat-danger, #a4262c); padding: 1rem; margin-block-end: 1rem; }
.stop { border: 3px solid var(--constat-danger, #a4262c); padding: 1rem; margin-block-end: 1rem; }
.choice { display: flex; gap: .5rem; align-items: flex-start; padding-block: .4rem; }
input[type="radio"], input[type="checkbox"] { inline-size: 1.5rem; block-size: 1.5rem; flex: none; margin: 0; accent-color: var(--constat-action, #0a5f4a); }
input:not([type="radio"], [type="checkbox"], [type="file"]), textarea, select { inline-size: 100%; font: inherit; color: inherit;
  background: var(--constat-paper, #fff); border: 2px solid var(--constat-line, #6a7782); border-radius: 4px; padding: .5rem; min-block-size: 2.75rem; }
input[type="file"] { font: inherit; max-inline-size: 100%; padding-block: .5rem; }
button { font: inherit; font-weight: 600; min-block-size: 2.75rem; padding: .5rem 1.25rem; border-radius: 4px; cursor: pointer;
  border: 2px solid var(--constat-action, #0a5f4a); background: var(--constat-action, #0a5f4a); color: var(--constat-on-action, #fff); }
button.second { background: transparent; color: var(--constat-action, #0a5f4a); }
button.link { background: none; border: 0; padding: 0; min-block-size: 1.75rem; color: var(--constat-link, #14568c); text-decoration: underline; font-weight: 400; }
a { color: var(--constat-link, #14568c); }
.proof { margin-block: .75rem; } .proof label { display: block; font-weight: 400; margin-block-start: .75rem; } .proof label ~ button { margin-block-start: .75rem; }
.actions { display: flex; flex-wrap: wrap; gap: 1rem; margin-block: 1rem; }
.big { font: 600 1.5em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
dt { font-weight: 600; } dd { margin: 0 0 .75rem; white-space: pre-line; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--constat-focus, #ffd23f); box-shadow: 0 0 0 6px var(--constat-focus-edge, #16212b); outline-offset: 0; }
[hidden] { display: none !important; }
@media (prefers-color-scheme: dark) {
  :host { color: var(--constat-ink-dark, #e8edf2); background: var(--constat-paper-dark, #12181f); }
  input:not([type="radio"], [type="checkbox"], [type="file"]), textarea, select { background: var(--constat-paper-dark, #12181f); border-color: var(--constat-line-dark, #8795a1); }
  .row { border-color: var(--constat-line-dark, #8795a1); } .help { color: var(--constat-soft-dark, #a9b6c2); }
  .error, .summary { color: var(--constat-danger-dark, #ff9d94); } .wrong, .summary, .stop { border-color: var(--constat-danger-dark, #ff9d94); }
  button { background: var(--constat-action-dark, #7fd1b3); border-color: var(--constat-action-dark, #7fd1b3); color: var(--constat-on-action-dark, #0b2233); }
  button.second { color: var(--constat-action-dark, #7fd1b3); background: transparent; }
  button.link, a { color: var(--constat-link-dark, #9fc9ee); } button.link { background: none; }
}
`;
