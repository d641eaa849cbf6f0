/**
 * The read side: {@link org.lictor.query.QueryOptions}, {@link org.lictor.query.BlockingQuery}, and
 * the queries with their views. Uses {@code model}, {@code state}, and {@code consensus} only to
 * confirm leadership for a consistent read.
 */
@NullMarked
package org.lictor.query;

import org.jspecify.annotations.NullMarked;
