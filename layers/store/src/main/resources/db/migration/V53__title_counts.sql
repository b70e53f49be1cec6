-- Of the six hours before an hour, how many of the latest posts were of each community and had each word in their titles, as JSON. Only
-- words that several posts had, so that it may be kept longer than posts.
create table title_counts (
    hour   timestamptz primary key,
    counts text not null
);
