-- The share of a community's latest posts that are not for minors, from 0 to 1; null until new posts came.
alter table subreddit add column adult real;
update subreddit s set adult = stored.share
from (select subreddit, avg(adult::int)::real as share from post group by subreddit) stored
where stored.subreddit = s.name;

-- Rows of these come and go within days, or change with each post. By default a table is vacuumed when a fifth of it is dead, and
-- for index-only scans when a fifth of it is new.
alter table post set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.05);
alter table post_vector set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05);
alter table delivery set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_scale_factor = 0.05);
alter table story_key set (autovacuum_vacuum_scale_factor = 0.05);
alter table subreddit set (autovacuum_vacuum_scale_factor = 0.05);
-- Hardly anything is in these for long: what counts is how many rows went.
alter table fan_out set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
alter table waiting_card set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
