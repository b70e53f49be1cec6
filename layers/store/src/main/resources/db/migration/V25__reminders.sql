-- What people want to be reminded of, each named after the update that asked for it: their own words, the message that they replied to, and the post that it showed;
-- of the post its address alone, for it expires as any other. `repeat` has the days and the time at which it comes again,
-- as the brief times of a chat. It is active until it came, or until it is cancelled if it repeats; one that came is kept
-- for a while, to be snoozed.
create table reminder (
    id        bigint generated always as identity primary key,
    chat      bigint not null,
    thread    integer not null default 0,
    cause     text not null,
    words     text not null,
    message   integer,
    post      text,
    permalink text not null default '',
    language  text not null,
    repeat    text,
    due_at    timestamptz not null,
    active    boolean not null default true,
    came_at   timestamptz,
    unique (chat, cause)
);

create index reminder_due on reminder (due_at, id) where active;
create index reminder_of_chat on reminder (chat, due_at, id);
create index reminder_over on reminder (came_at) where not active;
