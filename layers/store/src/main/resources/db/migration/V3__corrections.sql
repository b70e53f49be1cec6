-- A post that somebody moved to another topic: what it was given first, by which model, and where it was moved last.
-- Neither its text nor who did it, so that the row may stay when the post goes.
create table correction (
    post         text primary key,
    subreddit    text not null,
    given        text not null,
    model        text not null,
    topic        text not null,
    corrected_at timestamptz not null
);

-- How many posts that are gone had each topic: with the posts that are kept, all that were ever sorted.
create table gone_posts (
    topic text primary key,
    posts bigint not null
);

-- A post counts under the topic it was given before somebody moved it.
create function count_gone_posts() returns trigger language plpgsql as $$
begin
    insert into gone_posts (topic, posts)
    select coalesce(c.given, g.topic), count(*) from gone g left join correction c on c.post = g.id group by 1 order by 1
    on conflict (topic) do update set posts = gone_posts.posts + excluded.posts;
    return null;
end $$;
create trigger count_gone_posts after delete on post
    referencing old table as gone for each statement execute function count_gone_posts();

-- Posts that another model than the current one sorted.
create index post_by_model on post (model, subreddit, id);
