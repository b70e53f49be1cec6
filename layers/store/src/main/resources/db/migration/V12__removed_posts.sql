-- When it was last seen or asked for whether a post is still there, and since when it seems to be gone.
alter table post add column checked_at timestamptz not null default now();
alter table post add column suspected_at timestamptz;
create index post_by_checked_at on post (checked_at) where source = 'reddit';

-- The deliveries of posts that were removed.
create index delivery_by_post on delivery (post);
