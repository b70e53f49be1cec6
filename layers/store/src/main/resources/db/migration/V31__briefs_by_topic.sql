-- Whether the brief was laid out as one part for each topic, each in its thread of a forum group; and until when it
-- waits for threads.
alter table brief add column by_topic boolean not null default false;
alter table brief add column waits_until timestamptz;
