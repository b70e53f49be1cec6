/// What the system is about: posts, feeds, topics. Depends on `java..` and the annotations that give JSON its names.
package tidings.domain;
