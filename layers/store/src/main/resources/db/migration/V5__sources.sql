-- The source of each post and of each community. Ids and names of other sources than Reddit contain their source, so
-- the keys stay unique. A fetch (`reading`) belongs to the source of its community; its column `source` is the API that
-- it was made with.
alter table post add column source text not null default 'reddit';
alter table subreddit add column source text not null default 'reddit';
alter table listing add column source text not null default 'reddit';

-- unused since 1.0.0: replaced by post_by_rank and listing_due_by_rate
drop index post_by_topic;
drop index listing_by_asked_at;
drop index listing_due;
