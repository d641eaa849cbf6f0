/**
 * Configuration text to trees: JSON (with comments) and HCL files become maps, lists and scalars, a
 * {@link org.lictor.config.file.Shape} says which keys and types are right and how two sources are
 * laid over each other. Knows no single setting; that is {@code config}'s part. Uses the JDK and
 * Jackson's streaming parser.
 */
@NullMarked
package org.lictor.config.file;

import org.jspecify.annotations.NullMarked;
