-- How good a new post is among those of its community, from 0 to 1.
alter table fan_out add column rank real not null default 0.5;

-- The pace that a chat chose, and what is known to keep it (JSON). Only such chats are planned.
alter table chat add column pace smallint;
alter table chat add column pace_state text;
create index chat_by_planned on chat (coalesce(planned_at, '-infinity'), id)
    where pace is not null and status = 'active';

create index delivery_by_chat on delivery (chat, created_at);

-- A brief from the moment its deliveries are marked until its cards are queued, and what it left out until it expires.
create table brief (
    chat      bigint not null,
    due_at    timestamptz not null,
    made_at   timestamptz not null,
    is_queued boolean not null default false,
    primary key (chat, due_at)
);
create index brief_not_queued on brief (made_at) where not is_queued;
create index brief_by_made_at on brief (made_at);

-- The brief that brought a delivery or left it out.
alter table delivery add column brief_at timestamptz;
create index delivery_by_brief on delivery (chat, brief_at) where brief_at is not null;
