-- Since when a community has been refused each time; begins anew when its followers are told. They are told from
-- `news_at` on what `refusal` says then; `news_follow` is the last follow that was looked at.
alter table subreddit add column refused_since timestamptz;
alter table subreddit add column news_at timestamptz;
alter table subreddit add column news_follow bigint not null default 0;
create index subreddit_by_news_at on subreddit (news_at) where news_at is not null;

-- What a place is told of a community that it follows: the problem for which it cannot be read, or that it can be
-- again, until that was told. `due_at` until it is queued. Compared by code units, as the origins of follows.
create table notice (
    id        bigint generated always as identity primary key,
    chat      bigint not null references chat on delete cascade on update cascade,
    thread    integer not null default 0,
    community text collate "C" not null,
    problem   text,
    due_at    timestamptz,
    unique (chat, thread, community)
);
create index notice_by_due_at on notice (due_at) where due_at is not null;
create index notice_by_community on notice (community, id) where problem is not null;
