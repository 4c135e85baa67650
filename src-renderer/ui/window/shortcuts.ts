// Every shortcut of the window as the cheat sheet shows it. The keys themselves live with what they do.

export type ShortcutGroup = { title: string; keys: [keys: string, does: string][] };

export const shortcuts: ShortcutGroup[] = [
  {
    title: 'Case',
    keys: [
      ['Alt+N', 'New case'],
      ['Alt+O', 'Open a case'],
      ['Alt+L', 'Load logs'],
      ['Alt+A', 'Acquire from S3'],
      ['Alt+C', 'Acquire from the CloudTrail API'],
      ['Alt+E', 'Evidence: acquisitions, loads and their accounts'],
      ['Alt+F', 'Findings: what rules found, by rule, actor and day'],
      ['Alt+X', 'What is new: first seen, rare, more than usual'],
      ['Alt+Y', 'Indicators: lists of addresses, keys, domains, hashes'],
      ['Alt+K', 'Notebook: rows tagged and noted, in the order of time'],
      ['Alt+G', 'Coverage: what the logs hold, and what they do not'],
      ['Alt+V', 'Integrity: verify digests, and what proves that the logs are whole'],
      ['Alt+R', 'Report: put together, look at and save what was found'],
      ['Alt+J', 'Journal: what was done in this case'],
      ['Alt+U', 'Custody: verify evidence, lists of hashes'],
      ['Alt+H', 'Log types: what columns mean, types of your own'],
      ['Alt+I', 'Find a key, principal, address, account… and open its page'],
      ['Alt+B', 'Show or hide the tables'],
      ['F6', 'To the next part: tables, each side of the floor'],
      ['Shift+F6', 'To the part before'],
      ['Ctrl+K', 'All commands, tables and tabs by name'],
      ['? or F1', 'This sheet'],
      ['Delete', 'On a recent case: take it off the list'],
    ],
  },
  {
    title: 'Everywhere',
    keys: [
      ['Tab, Shift+Tab', 'From tool to tool'],
      ['↑ ↓, Home, End', 'In a list or a menu: move'],
      ['↑ ↓ ← →', 'On an edge: move it'],
      ['Escape', 'Close what is on top'],
    ],
  },
  {
    title: 'Tabs',
    keys: [
      ['Alt+T', 'New SQL console'],
      ['Alt+P', 'New pivot of these rows'],
      ['Alt+W', 'Close the tab (or middle click)'],
      ['Alt+1 … 8', 'Show tab 1 … 8'],
      ['Alt+9', 'Show the last tab'],
      ['Alt+M', 'Side by side: this tab to the other side'],
      ['Alt+Page Down', 'Next tab'],
      ['Alt+Page Up', 'Tab before'],
      ['← →', 'On a tab: to the one beside it'],
      ['Shift+← →', 'On a tab: move it along'],
      ['Delete', 'On a tab: close it'],
    ],
  },
  {
    title: 'Choosing files',
    keys: [
      ['Tab', 'Complete the typed path'],
      ['↑ ↓', 'Move in the list'],
      ['Space', 'Choose'],
      ['Enter', 'Go into a folder'],
      ['Backspace or Alt+↑', 'Go up'],
      ['Ctrl+A', 'Choose all'],
      ['Ctrl+Enter', 'Take what is chosen'],
    ],
  },
];
