-- The older version serves meanwhile. A change that waits for a lock lets nobody pass behind it, so it gives up soon, and
-- so does one that takes longer than its function may.
set lock_timeout = '5s';
set statement_timeout = '200s';
-- What goes wrong fails. Notices tell only of what is there already, such as an extension.
set client_min_messages = warning;
