/**
 * Filter expressions (Consul HTTP API, "Filtering"): {@link org.lictor.filter.Expression} and its
 * {@link org.lictor.filter.ExpressionParser}, {@link org.lictor.filter.Selectors}, the names by
 * which an expression reaches into an object, and {@link org.lictor.filter.Filter}, which makes a
 * predicate of both. Uses the JDK alone.
 */
@NullMarked
package org.lictor.filter;

import org.jspecify.annotations.NullMarked;
