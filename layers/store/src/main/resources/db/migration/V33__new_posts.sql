-- The communities whose new posts are fetched: until when they are known, how many come in an hour, and when there were
-- more than the source lists.
create table new_posts (
    community   text primary key,
    source      text not null default 'reddit',
    fetched_at  timestamptz not null,
    new_an_hour real,
    missed_at   timestamptz
);
create index new_posts_by_fetched_at on new_posts (fetched_at);

-- A post that has so many votes or comments is looked at again: somebody wants it only from then on, or it may rank
-- higher by then. Without a score it is looked at again where it is among the best.
alter table post add column look_at_score integer;
alter table post add column look_at_comments integer;
