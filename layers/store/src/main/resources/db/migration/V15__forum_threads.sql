-- The threads of forum groups that were made for topics of posts. `thread` once Telegram has made it; a lost one was
-- deleted or closed by people.
create table forum_thread (
    chat     bigint not null references chat on delete cascade on update cascade,
    topic    text not null,
    thread   integer,
    lost     boolean not null default false,
    asked_at timestamptz not null,
    primary key (chat, topic)
);
