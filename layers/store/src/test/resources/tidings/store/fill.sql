insert into post (id, subreddit, title, body, url, domain, permalink, kind, score, comments, adult, created, topic,
    confidence, model, seen_at, words)
select 'p' || lpad(i::text, 7, '0'), 's' || i / %2$d, 'Title of a post ' || i, repeat('text ', 40),
    'https://example.org/' || i, 'example.org', 'https://www.reddit.com/comments/' || i, 'link',
    case when i %% 50 = 0 then null else (i::bigint * 7919 %% 5000)::int end, i %% 300, i %% 40 = 0,
    timestamptz '2026-11-20 00:00:00Z', 'topic' || (i::bigint * 104729 %% %3$d), 0.9, 'm1',
    timestamptz '2026-11-20 12:00:00Z' - i %% 172800 * interval '1 second',
    to_tsvector('english', 'title post word' || i %% 1500 || ' ' || i)
from generate_series(0, %1$d - 1) i;
insert into reading
select 'r' || s, 's' || s, 'day', 'oauth', '2026-11-20 11:55:00Z', %2$d
from generate_series(0, %1$d / %2$d - 1) s;
insert into reading_post
select 'r' || i / %2$d, i %% %2$d, 'p' || lpad(i::text, 7, '0') from generate_series(0, %1$d - 1) i;
insert into listing
select 's' || s, 'day', 'r' || s, '2026-11-20 11:55:00Z',
    timestamptz '2026-11-20 12:00:00Z' - s * interval '30 seconds'
from generate_series(0, %1$d / %2$d - 1) s;
insert into subreddit (name, refusal, refused_at, refused_since, news_at, prior, posts, topic, confidence, adult)
select 's' || s, case when s %% 100 = 99 then 'private' end, '2026-11-20 11:55:00Z', '2026-11-20 10:55:00Z',
    case when s %% 100 = 99 then timestamptz '2026-11-20 11:55:00Z' end,
    decode(repeat('00', 132), 'hex'), 25, 'topic1', 0.9, s %% 2 * 0.9
from generate_series(0, %1$d / %2$d - 1) s;
insert into new_posts (community, fetched_at, new_an_hour)
select 's' || s, timestamptz '2026-11-20 11:55:00Z' + s * interval '1 millisecond', 2
from generate_series(0, %1$d / %2$d - 1) s;
insert into correction
select 'p' || lpad(i::text, 7, '0'), 's' || i / %2$d, 'topic1', 'm1', 'topic2', '2026-11-20 12:00:00Z'
from generate_series(0, %1$d - 1, 100) i;
insert into gone_posts select 'topic' || t, 100 from generate_series(0, %3$d - 1) t;
insert into waiting_card
select 's' || s, 'day', s, '{"chat": 7, "card": "u:1", "cause": "1"}', s,
    timestamptz '2026-11-20 12:00:00Z' - s * interval '1 second' from generate_series(0, %1$d / 10 - 1) s;
insert into chat (id, status, status_at, settings, pace, planned_at, next_brief_at)
select c + 1, case when c %% 20 = 19 then 'blocked' else 'active' end, '2026-11-20 12:00:00Z',
    '{"chosen":{"brief":"08:00","pace":"12"}}', 12, timestamptz '2026-11-20 11:30:00Z' - c %% 60 * interval '1 minute',
    timestamptz '2026-11-20 08:00:00Z' + c * interval '1 second'
from generate_series(0, %1$d / 10 - 1) c;
insert into follow (chat, query, origins, created_at)
select i / 10 + 1, '{"origins":["' || origin || '"],"include":["word' || i %% 1000 || '"],"adult":false}', array[origin],
    '2026-11-20 12:00:00Z'
from generate_series(0, %1$d - 1) i
    cross join lateral (select case i %% 10 when 9 then '*' when 8 then 'topic:topic' || i / 10 %% %3$d
        else 's' || (i / 10 * 7 + i %% 10) %% (%1$d / %2$d) end) o (origin);
insert into follow_origin select f.origins[1], f.id from follow f join chat c on c.id = f.chat where c.status = 'active';
insert into origin_followers select origin, count(*) from follow_origin group by origin;
insert into delivery (chat, story, post, follow, topic, rank, state, created_at, due_at, sent_at, compared_at, brief_at)
select i / 10 + 1, post.id, post.id, i + 1, 'topic' || i %% %3$d, 0.5,
    case i %% 10 when 0 then 'pending' when 1 then 'held' when 2 then 'skipped' else 'sent' end, at, at,
    case when i %% 10 > 2 then at end, case when i %% 10 > 2 then at end,
    case when i %% 10 > 7 then timestamptz '2026-11-19 08:00:00Z' end
from generate_series(0, %1$d - 1) i
    cross join lateral (select 'p' || lpad(i::text, 7, '0'),
        timestamptz '2026-11-20 12:00:00Z' - i * interval '1 second') post (id, at);
insert into forum_thread
select c + 1, 'topic' || t, case when t %% 4 > 0 then t end, t = 5, '2026-11-20 12:00:00Z'
from generate_series(0, %1$d / 10 - 1, 10) c, generate_series(0, 9) t;
insert into notice (chat, community, problem, due_at)
select c + 1, 's' || c %% (%1$d / %2$d), case when c %% 3 > 0 then 'private' end,
    case when c %% 10 = 0 then timestamptz '2026-11-20 12:00:00Z' - c * interval '1 second' end
from generate_series(0, %1$d / 10 - 1) c;
insert into brief (chat, due_at, made_at, is_queued, messages)
select c + 1, '2026-11-19 08:00:00Z', timestamptz '2026-11-19 08:00:00Z' + c * interval '1 second', c %% 1000 > 0, c %% 3
from generate_series(0, %1$d / 10 - 1) c;
insert into story_key
select md5(i::text), 'p' || lpad(i::text, 7, '0'), timestamptz '2026-11-20 12:00:00Z' - i * interval '1 second'
from generate_series(0, %1$d - 1, 2) i;
insert into shared_list
select c + 1, 'code' || c, '[]', '2026-11-20 12:00:00Z' from generate_series(0, %1$d / 10 - 1, 10) c;
insert into saved_post
select i / 10 + 1, 's' || i, 'java', 'programming', 'https://www.reddit.com/comments/s' || i, 'a note',
    timestamptz '2026-11-20 12:00:00Z' - i * interval '1 second'
from generate_series(0, %1$d - 1) i;
insert into reminder (chat, cause, words, language, repeat, due_at, active, came_at)
select i / 10 + 1, i::text, 'water the plants', 'en', case when i %% 3 = 0 then '08:00' end,
    timestamptz '2026-11-20 12:00:00Z' + (i - 100) * interval '1 second', i %% 2 = 0,
    case when i %% 2 = 1 then timestamptz '2026-11-20 12:00:00Z' - i * interval '1 second' end
from generate_series(0, %1$d - 1) i;
insert into points
select i + 1, '{"past":{"until":"2026-11-07","points":' || i || ',"counts":{},"streak":{"days":0,"best":0,"freezes":0}},"days":{}}',
    i, 3, 3, case when i %% 4 > 0 then 'Reader ' || i end
from generate_series(0, %1$d - 1) i;
insert into topic_rule (chat, kind, value, topic, created_at)
select i / 10 * 10 + 1, 'word', 'word' || i %% 10, 'topic1', timestamptz '2026-11-20 12:00:00Z' - i * interval '1 second'
from generate_series(0, %1$d / 10 - 1) i;
insert into taste
select i / 10 + 1, 'subreddit', 's' || i %% 10, 1, timestamptz '2026-11-20 12:00:00Z' from generate_series(0, %1$d - 1) i;
insert into fan_out (post, story, origins, created_at, turn_at)
select 'p' || lpad(i::text, 7, '0'), i::text, array['s' || i %% (%1$d / %2$d), 'topic:topic' || i %% %3$d, '*'],
    timestamptz '2026-11-20 12:00:00Z' - i * interval '1 second',
    timestamptz '2026-11-20 12:00:00Z' - i * interval '1 second'
from generate_series(0, %1$d / 10 - 1) i;
insert into topic_hour
select timestamptz '2026-11-20 12:00:00Z' - h * interval '1 hour', 'topic' || t, 100, 90
from generate_series(0, 720) h cross join generate_series(0, %3$d - 1) t;
insert into title_counts
select timestamptz '2026-11-20 12:00:00Z' - h * interval '1 hour', '{"communities":{"s1":100},"words":{"post":100}}'
from generate_series(0, 7200) h;
select keep_history('2100-01-01', '2099-12-31');
select keep_history('2026-10-22', '2026-11-20');
insert into history
select i / 10 + 1, timestamptz '2026-11-20 12:00:00Z' - i %% 30 * interval '1 day' - i / 10 %% 3600 * interval '1 second',
    i::text, 'shown', 'top', 'p' || lpad(i::text, 7, '0')
from generate_series(0, %1$d - 1) i;
insert into phrase_vector (phrase, vector, kept_at)
select sha256(convert_to('phrase ' || i, 'UTF8')), decode(lpad(to_hex(i), 16, '7'), 'hex'),
    timestamptz '2026-11-20 12:00:00Z' - i * interval '1 second'
from generate_series(0, %1$d / 10 - 1) i;
insert into post_vector (post, vector)
select 'p' || lpad(i::text, 7, '0'), decode(lpad(to_hex(i), 16, '7'), 'hex') from generate_series(0, %1$d - 1) i
