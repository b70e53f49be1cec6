-- The words that a post is found by, those of its title above those of its body. Written with the post, so that adding
-- the column rewrites nothing: a post from before has none until it is seen again.
alter table post add column words tsvector;
create index post_by_words on post using gin (words);

-- The latest posts for adults, as `post_by_created` for the others: what is searched for by words that many posts have.
create index adult_post_by_created on post (created, id) where adult;
