-- Since when all posts of a community are known without a gap; null where that was not noted.
alter table new_posts add column since timestamptz;
