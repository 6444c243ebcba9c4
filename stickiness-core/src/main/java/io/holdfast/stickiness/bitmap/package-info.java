/**
 * Activity as compressed bitmaps of dense user numbers, one a day, so that any question of
 * retention, active users, cohorts, segments or variants is a union, an intersection and a count.
 *
 * <p>{@link io.holdfast.stickiness.bitmap.UserSet} is a set of users and its stored form, {@link
 * io.holdfast.stickiness.bitmap.DailyUsers} the active users of each day and what follows from
 * them. RoaringBitmap does the work (Chambi, Lemire, Kaser and Godin 2016, "Better bitmap
 * performance with Roaring bitmaps"); it is imported here alone. May import {@code activity} and
 * {@code retention}.
 */
package io.holdfast.stickiness.bitmap;
