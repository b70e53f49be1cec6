/// Which posts a chat gets and which it does not: ranks, paces, and what makes two posts one story.
package tidings.selection;
