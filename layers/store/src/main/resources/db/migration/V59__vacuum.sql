-- All rows of these tables are replaced within days. By default they would be vacuumed when a fifth of their rows, on RDS a tenth, is dead,
-- which scans read and the tables keep as empty space; now a fiftieth is enough.
do $$
declare
    one text;
begin
    foreach one in array array['post', 'post_vector', 'reading', 'reading_post', 'listing', 'subreddit', 'new_posts', 'topic_hour',
        'title_counts', 'phrase_vector', 'waiting_card', 'fan_out', 'delivery', 'brief', 'story_key']
    loop
        execute format('alter table %I set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)', one);
    end loop;
    -- Index-only scans look into the table for what is new since the last vacuum.
    foreach one in array array['post', 'post_vector', 'delivery']
    loop
        execute format('alter table %I set (autovacuum_vacuum_insert_scale_factor = 0.05)', one);
    end loop;
    -- These are mostly empty: what counts is how many rows went.
    foreach one in array array['waiting_card', 'fan_out']
    loop
        execute format('alter table %I set (autovacuum_vacuum_threshold = 500)', one);
    end loop;
end $$;
