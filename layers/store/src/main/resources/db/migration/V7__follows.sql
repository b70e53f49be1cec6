-- What only some posts have, as JSON, and the story that a post tells, which several posts may.
alter table post add column details text not null default '{"spoiler":false}';
alter table post add column story text;

-- The chats that the bot is or was in. Settings (JSON) are those in the table of chats, for whoever delivers.
create table chat (
    id            bigint primary key,
    status        text not null,
    status_at     timestamptz not null,
    settings      text not null default '{"chosen":{}}',
    -- Of pace: posts that rank lower among those of the chat are skipped.
    threshold     real not null default 0,
    planned_at    timestamptz,
    next_brief_at timestamptz
);
create index chat_by_next_brief on chat (next_brief_at, id) where next_brief_at is not null and status = 'active';

-- What a chat, or a forum topic of it (`thread`, else 0), wants to get. The query is JSON; its origins stand beside it
-- for those who cannot read it.
create table follow (
    id         bigint generated always as identity primary key,
    chat       bigint not null references chat on delete cascade on update cascade,
    thread     integer not null default 0,
    query      text not null,
    origins    text[] not null,
    paused     boolean not null default false,
    created_at timestamptz not null
);
create index follow_by_chat on follow (chat, id);
-- A place has a query once. The text is too long for an index.
create unique index follow_once on follow (chat, thread, md5(query));

-- The follows that get posts, which those of other than active chats and the paused ones do not, by where posts come
-- from: a community, a topic, or anywhere. Compared by code units, so that a prefix is a range.
create table follow_origin (
    origin text collate "C" not null,
    follow bigint not null references follow on delete cascade,
    primary key (origin, follow)
);
create index follow_origin_by_follow on follow_origin (follow);

-- How many rows of follow_origin each origin has.
create table origin_followers (
    origin    text collate "C" primary key,
    followers integer not null
);
create index origin_followers_of_communities on origin_followers (followers desc, origin)
    where not starts_with(origin, 'topic:') and origin <> '*';

create function count_followers() returns trigger language plpgsql as $$
begin
    insert into origin_followers as counted (origin, followers)
    select origin, (case tg_op when 'INSERT' then 1 else -1 end) * count(*) from changed group by origin order by origin
    on conflict (origin) do update set followers = counted.followers + excluded.followers;
    return null;
end $$;
create trigger count_new_followers after insert on follow_origin
    referencing new table as changed for each statement execute function count_followers();
create trigger count_gone_followers after delete on follow_origin
    referencing old table as changed for each statement execute function count_followers();

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
