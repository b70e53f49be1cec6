-- Posts that people saved. The post itself expires as any other; what stays is its address and their own note.
create table saved_post (
    chat      bigint not null,
    post      text not null,
    subreddit text not null,
    topic     text not null,
    permalink text not null,
    note      text not null,
    saved_at  timestamptz not null,
    primary key (chat, post)
);

create index saved_post_latest on saved_post (chat, saved_at desc, post desc);
