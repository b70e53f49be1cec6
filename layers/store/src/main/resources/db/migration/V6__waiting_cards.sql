-- Cards that wait for a feed (`card` as JSON). They share the fetch `run`, which was requested at `requested_at`.
create table waiting_card (
    subreddit    text not null,
    period       text not null,
    cause        text not null,
    card         text not null,
    run          text not null,
    requested_at timestamptz not null,
    primary key (subreddit, period, cause)
);
create index waiting_card_by_requested_at on waiting_card (requested_at);

-- How many posts of the feed were left out because they could not be read.
alter table reading add column skipped integer not null default 0;

-- Refused communities of which nothing else is known expire.
create index subreddit_by_refused_at on subreddit (refused_at)
    where refused_at is not null and prior is null and fixed_topic is null;
