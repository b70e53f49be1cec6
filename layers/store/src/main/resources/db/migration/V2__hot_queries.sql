-- Pages of a topic are found from the post beside them: one comparison of rows, in the order of this index. What
-- post_by_topic serves is served by it until no older version runs.
create index post_by_rank on post (topic, coalesce(score, -2147483647), id) where not adult;

-- Almost no subreddit is refused, so the question whether one is needs no more than this small index.
create index subreddit_refused on subreddit (name) include (refusal, refused_at) where refusal is not null;

-- What is due, without a look at the table.
create index listing_due on listing (asked_at) include (fetched_at, subreddit, period);

-- Without these, taking old readings away would read both tables, the second once for every reading.
create index reading_by_fetched_at on reading (fetched_at);
create index listing_by_run on listing (run);
