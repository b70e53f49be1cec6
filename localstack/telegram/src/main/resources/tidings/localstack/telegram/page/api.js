// The sandbox's own JSON, and its changes as they happen.

async function answered(response) {
  const body = await response.json();
  if (!response.ok) {
    throw new Error(body.description ?? `The sandbox answered ${response.status}`);
  }
  return body;
}

export const get = async (path) => answered(await fetch(`/sandbox/${path}`));

export const post = async (path, body) => answered(await fetch(`/sandbox/${path}`, {
  method: 'POST',
  headers: {'Content-Type': 'application/json'},
  body: JSON.stringify(body),
}));

/// Calls onChange for each change after the given one, onBehind when some were missed, onLost while disconnected.
export function follow(after, {onChange, onBehind, onLost}) {
  let seen = after;
  const events = new EventSource(`/sandbox/events?after=${after}`);
  events.onmessage = (event) => {
    const page = JSON.parse(event.data);
    if (page.behind || page.last < seen) {
      events.close();
      onBehind();
      return;
    }
    seen = page.last;
    page.changes.forEach(onChange);
  };
  events.onerror = () => {
    events.close();
    onLost();
  };
}
