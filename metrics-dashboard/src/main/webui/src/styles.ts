import { css } from "lit";

/** What components have in common. Colours are custom properties set in main.css, light and dark. */
export const shared = css`
  :host {
    display: block;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p {
    margin: 0;
  }
  h2 {
    font-size: 1.05rem;
    font-weight: 650;
  }
  a {
    color: var(--accent);
  }
  .after {
    margin-top: 0.75rem;
  }
  .quiet {
    color: var(--quiet);
  }
  .small {
    font-size: 0.875rem;
  }
  .card {
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: 12px;
    padding: 1.25rem;
  }
  button {
    font: inherit;
    color: inherit;
    background: var(--card);
    border: 1px solid var(--line-strong);
    border-radius: 8px;
    padding: 0.5rem 0.9rem;
    cursor: pointer;
  }
  button.primary {
    background: var(--accent-fill);
    border-color: var(--accent-fill);
    color: #fff;
    font-weight: 600;
  }
  button:disabled {
    opacity: 0.6;
    cursor: progress;
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
    border-radius: 4px;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
