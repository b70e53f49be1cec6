-- What only some posts have, as JSON, and the story that a post tells, which several posts may.
alter table post add column details text not null default '{"spoiler":false}';
alter table post add column story text;

-- The chats that the bot is or was in. Settings (JSON) are those in the table of chats, for whoever delivers.
create table chat (
    id            bigint primary key,
    status        text not null,
    status_at     timestamptz not null,
    settings      text not null default '{}',
    -- Of pace: posts that rank lower among those of the chat are skipped.
    threshold     real not null default 0,
    planned_at    timestamptz,
    next_brief_at timestamptz
);
create index chat_by_next_brief on chat (next_brief_at, id) where next_brief_at is not null and status = 'active';
create index chat_by_planned on chat (planned_at nulls first, id) where status = 'active';

-- What a chat, or a forum topic of it (`thread`, else 0), wants to get. The query is JSON.
create table follow (
    id         bigint generated always as identity primary key,
    chat       bigint not null references chat on delete cascade,
    thread     integer not null default 0,
    query      text not null,
    paused     boolean not null default false,
    created_at timestamptz not null
);
create index follow_by_chat on follow (chat, id);

-- Where the posts of a follow come from: a community, a topic, or anywhere.
create table follow_origin (
    origin text not null,
    follow bigint not null references follow on delete cascade,
    primary key (origin, follow)
);
create index follow_origin_by_follow on follow_origin (follow);

-- What makes two posts tell one story: ids, addresses and titles, as hashes.
create table story_key (
    key     text primary key,
    story   text not null,
    seen_at timestamptz not null
);
create index story_key_by_seen_at on story_key (seen_at);

-- New posts whose followers have not all been looked at. `follow` is the last one that was.
create table fan_out (
    post       text primary key,
    story      text not null,
    origins    text[] not null,
    follow     bigint not null default 0,
    created_at timestamptz not null
);
create index fan_out_by_created_at on fan_out (created_at);

-- What became of a story for a place: pending, held, sent or skipped, and why. No text of the post.
create table delivery (
    chat       bigint not null,
    thread     integer not null default 0,
    story      text not null,
    post       text not null,
    follow     bigint not null,
    topic      text not null,
    rank       real not null,
    state      text not null,
    reason     text,
    also       text[] not null default '{}',
    created_at timestamptz not null,
    due_at     timestamptz not null,
    primary key (chat, thread, story)
);
create index delivery_pending on delivery (due_at) where state = 'pending';
create index delivery_held on delivery (chat, created_at) where state = 'held';
create index delivery_by_created_at on delivery (created_at);
create index delivery_by_post on delivery (post);
