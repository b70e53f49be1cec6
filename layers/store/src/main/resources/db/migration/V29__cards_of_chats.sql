-- The chat whose card waits, so that the card goes when the chat is erased. An earlier version does not tell.
alter table waiting_card add column chat bigint;
create index waiting_card_by_chat on waiting_card (chat);
