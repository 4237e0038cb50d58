import { listen } from './browser.js';
import { Chat } from './chat.js';
import { byId } from './dom.js';
import { Inbox } from './inbox.js';
import { TicketView } from './ticket-view.js';

/** The types of event that change what this page shows. */
const types = [
  'ticket.opened',
  'message.received',
  'reply.posted',
  'note.added',
  'ticket.classified',
  'ticket.escalated',
  'ticket.assigned',
  'status.changed',
  'priority.changed',
  'tag.added',
  'tag.removed',
  'journey.started',
  'journey.ended',
];

const inbox = new Inbox();
const view = new TicketView();
const chat = new Chat();
const connection = byId('connection', HTMLElement);
const panes = byId('panes', HTMLElement);
const chatPanel = byId('chat', HTMLElement);
const chatToggle = byId('chat-toggle', HTMLButtonElement);
/** Enough room for the chat beside the ticket, and so little that it takes the whole page. */
const wide = matchMedia('(min-width: 1200px)');
const narrow = matchMedia('(max-width: 700px)');

/** @param {string} text */
function showConnection(text) {
  if (connection.textContent !== text) connection.textContent = text;
  connection.classList.toggle('is-live', text === 'Live');
}

/** @param {boolean} open */
function showChat(open) {
  chatPanel.hidden = !open;
  chatToggle.setAttribute('aria-expanded', String(open));
  document.body.classList.toggle('has-chat', open);
  panes.inert = open && narrow.matches;
}

/** The id in `#/tickets/{id}`, or an empty one. */
function ticketInAddress() {
  try {
    return decodeURIComponent(/^#\/tickets\/(.+)$/.exec(location.hash)?.[1] ?? '');
  } catch {
    // Half an escape sequence: no address of ours.
    return '';
  }
}

/** Opens the ticket that the address names. */
function followAddress() {
  const id = ticketInAddress();
  const before = view.id;
  if (id === before && document.body.dataset.view === (id ? 'ticket' : 'list')) return;
  document.body.dataset.view = id === '' ? 'list' : 'ticket';
  if (id !== '' && narrow.matches) showChat(false);
  inbox.choose(id);
  void view.open(id);
  if (id === '' && before !== '') inbox.focus(before);
}

chatToggle.addEventListener('click', () => {
  showChat(chatPanel.hidden !== false);
  if (!chatPanel.hidden) byId('chat-message', HTMLTextAreaElement).focus();
});
function closeChat() {
  showChat(false);
  chatToggle.focus();
}
byId('chat-close', HTMLButtonElement).addEventListener('click', closeChat);
chatPanel.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') closeChat();
});
wide.addEventListener('change', ({ matches }) => showChat(matches));
narrow.addEventListener('change', () => showChat(!chatPanel.hidden && !narrow.matches));
window.addEventListener('hashchange', followAddress);

showChat(wide.matches);
inbox.refresh();
followAddress();
listen(types, {
  onOpen() {
    showConnection('Live');
    inbox.refresh();
    view.refresh();
    chat.refresh();
  },
  onLost: () => showConnection('Reconnecting…'),
  onEvent(data) {
    const { ticketId } = /** @type {{ ticketId: string }} */ (data);
    inbox.refresh();
    if (ticketId === view.id) view.refresh();
    if (ticketId === chat.ticketId) chat.refresh();
  },
});
