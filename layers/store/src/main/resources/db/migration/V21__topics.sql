-- Of a post that is `other`: the two likeliest topics, the likeliest first, separated by a space.
alter table post add column likely text not null default '';
