-- A subreddit as we know it. The prior sums up what the model thought of its posts so far; topic and confidence follow
-- from it. An operator may fix the topic, which wins over the shipped table and over what was learned.
create table subreddit (
    name        text primary key,
    refusal     text,
    refused_at  timestamptz,
    prior       bytea,
    posts       integer not null default 0,
    topic       text,
    confidence  real,
    fixed_topic text
);

-- Raw content: the scheduler takes it away 48 hours after it was last seen, as Reddit asks.
create table post (
    id         text primary key,
    subreddit  text not null,
    title      text not null,
    body       text not null,
    url        text not null,
    domain     text not null,
    permalink  text not null,
    kind       text not null,
    score      integer,
    comments   integer,
    adult      boolean not null,
    created    timestamptz not null,
    topic      text not null,
    confidence real not null,
    model      text not null,
    seen_at    timestamptz not null
);
create index post_by_topic on post (topic, score desc nulls last, id) where not adult;
create index post_by_seen_at on post (seen_at);

-- One reading of a listing, which arrives in parts; it is whole when as many ranks are there as `total` says.
create table reading (
    run        text primary key,
    subreddit  text not null,
    period     text not null,
    source     text not null,
    fetched_at timestamptz not null,
    total      integer
);
create index reading_by_listing on reading (subreddit, period);

create table reading_post (
    run  text not null references reading on delete cascade,
    rank integer not null,
    post text not null,
    primary key (run, rank) include (post)
);

-- The latest whole reading of each listing, and when somebody last asked for it.
create table listing (
    subreddit  text not null,
    period     text not null,
    run        text not null references reading on delete cascade,
    fetched_at timestamptz not null,
    asked_at   timestamptz not null,
    primary key (subreddit, period)
);
create index listing_by_asked_at on listing (asked_at);
