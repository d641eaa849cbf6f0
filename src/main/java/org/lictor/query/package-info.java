/**
 * The read side: {@link org.lictor.query.QueryOptions}, {@link org.lictor.query.BlockingQuery}, and
 * the queries with their views, and {@link org.lictor.query.QueryCodec}, their binary form. Uses
 * {@code model}, {@code state}, {@code command} for the binary form of the model, and {@code
 * filter} for what an expression leaves of an answer, and {@code consensus} only to confirm
 * leadership for a consistent read.
 */
@NullMarked
package org.lictor.query;

import org.jspecify.annotations.NullMarked;
