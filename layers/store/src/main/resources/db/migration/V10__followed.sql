-- When nothing came of a community that was fetched together with others: it is quiet or refuses.
alter table subreddit add column absent_at timestamptz;

-- The communities of a topic, by how many posts of them are known.
create index subreddit_by_topic on subreddit (coalesce(fixed_topic, topic), posts)
    where posts >= 25;
