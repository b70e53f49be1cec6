-- The share of a community's latest posts that are not for minors, from 0 to 1; null until new posts came.
alter table subreddit add column adult real;
update subreddit s set adult = stored.share
from (select subreddit, avg(adult::int)::real as share from post group by subreddit) stored
where stored.subreddit = s.name;
