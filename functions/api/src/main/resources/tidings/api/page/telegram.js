// What Telegram tells the page that it opens, and what the page tells Telegram
// (https://core.telegram.org/bots/webapps, https://core.telegram.org/api/web-events).

const WEB = 'https://web.telegram.org';

// Telegram's names of colours, and ours.
const COLOURS = {
  bg_color: '--page',
  secondary_bg_color: '--panel',
  text_color: '--ink',
  button_color: '--accent',
  button_text_color: '--on-accent',
};

const fragment = new URLSearchParams(location.hash.slice(1));

/// What Telegram signed about whoever opened the page; empty outside Telegram.
export const initData = fragment.get('tgWebAppData') ?? '';

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

export function tell(eventType, eventData = {}) {
  if (window.TelegramWebviewProxy) window.TelegramWebviewProxy.postEvent(eventType, JSON.stringify(eventData));
  else if (window.external && 'notify' in window.external) window.external.notify(JSON.stringify({eventType, eventData}));
  else if (window.parent !== window) window.parent.postMessage(JSON.stringify({eventType, eventData}), WEB);
}

const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);

function isDark(colour) {
  const [red, green, blue] = channels(colour);
  return 0.299 * red + 0.587 * green + 0.114 * blue < 0.5;
}

/// Wears the colours of the person's Telegram, as far as they are colours.
function wear(theme) {
  const root = document.documentElement;
  for (const [name, ours] of Object.entries(COLOURS)) {
    const colour = theme?.[name];
    if (/^#[0-9a-f]{6}$/i.test(colour ?? '')) root.style.setProperty(ours, colour);
  }
  if (/^#[0-9a-f]{6}$/i.test(theme?.bg_color ?? '')) root.dataset.theme = isDark(theme.bg_color) ? 'dark' : 'light';
}

function receive(type, data) {
  if (type === 'theme_changed') wear(data?.theme_params);
}

export function begin() {
  wear(parsed(fragment.get('tgWebAppThemeParams') ?? '{}'));
  if (!initData) return;
  // How the native clients call a page.
  window.Telegram = {WebView: {receiveEvent: receive}};
  window.TelegramGameProxy = window.Telegram.WebView;
  window.addEventListener('message', (event) => {
    if (event.origin !== WEB || typeof event.data !== 'string') return;
    const message = parsed(event.data);
    if (message) receive(message.eventType, message.eventData);
  });
  tell('iframe_ready');
  tell('web_app_ready');
  tell('web_app_expand');
  tell('web_app_request_theme');
}

/// Opens a link where Telegram opens links.
export function openLink(event) {
  const link = event.target.closest('a[href^="https://"]');
  if (!initData || !link) return;
  event.preventDefault();
  if (window.TelegramWebviewProxy || window.parent !== window) tell('web_app_open_link', {url: link.href});
  else window.open(link.href, '_blank', 'noopener');
}
