-- How many posts came in an hour under each topic, and the sum of their confidences.
create table topic_hour (
    hour       timestamptz not null,
    topic      text not null,
    posts      integer not null,
    confidence double precision not null,
    primary key (hour, topic)
);

-- The latest posts, of all communities or of one.
create index post_by_created on post (created, id) where not adult;
create index post_by_community on post (subreddit, created, id) where not adult;
