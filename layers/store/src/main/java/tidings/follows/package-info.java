/// What chats follow: queries, and which posts they want.
package tidings.follows;
