-- The latest posts that link to a domain, as `post_by_community` for subreddits: those that a chat moved to another topic.
create index post_by_domain on post (domain, created, id) where not adult;
