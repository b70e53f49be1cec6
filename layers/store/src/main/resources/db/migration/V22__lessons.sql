-- Which posts a chat moved to another topic: one post, or all with a word in the title, a domain or a subreddit.
create table topic_rule (
    id         bigint generated always as identity,
    chat       bigint not null,
    kind       text not null,
    value      text not null,
    topic      text not null,
    created_at timestamptz not null,
    primary key (chat, kind, value)
);

-- What a chat liked, less what it disliked, of each topic, subreddit, domain and follow. It fades from `at` on.
create table taste (
    chat  bigint not null,
    kind  text not null,
    value text not null,
    score double precision not null,
    at    timestamptz not null,
    primary key (chat, kind, value)
);

-- Whether a post was liked (1) or disliked (-1).
alter table delivery add column vote smallint;
