-- What decides which listings are read again first: posts that a listing brings in an hour, as far as its readings
-- tell, and how many asked for it, which fades.
alter table listing add column new_an_hour real, add column asks real not null default 0;

-- What is due, without a look at the table. The index that it replaces serves older versions until none runs.
create index listing_due_by_rate on listing (asked_at) include (fetched_at, subreddit, period, new_an_hour, asks);
