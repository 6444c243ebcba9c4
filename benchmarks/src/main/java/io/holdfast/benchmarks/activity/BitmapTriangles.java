package io.holdfast.benchmarks.activity;

import io.holdfast.stickiness.bitmap.DailyUsers;
import io.holdfast.stickiness.bitmap.RetentionBitmaps;
import io.holdfast.stickiness.bitmap.UserSet;
import io.holdfast.stickiness.retention.RetentionCohort;
import io.holdfast.stickiness.retention.RetentionTriangle;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The triangles of all variants from bitmaps in memory. */
public final class BitmapTriangles {

  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);

  private final ActivityData data;
  private final RetentionBitmaps bitmaps;
  private final List<UserSet> variants;

  /** Builds the bitmaps. */
  public BitmapTriangles(ActivityData data) {
    this.data = data;
    UserSet.Builder[] active = builders(data.days());
    UserSet.Builder[] cohorts = builders(data.days());
    UserSet.Builder[] groups = builders(data.variants());
    data.forEach(
        new ActivityData.Visitor<RuntimeException>() {
          @Override
          public void user(int user, int cohort, int variant) {
            cohorts[cohort].add(user);
            groups[variant].add(user);
          }

          @Override
          public void active(int user, int day) {
            active[day].add(user);
          }
        });
    bitmaps =
        new RetentionBitmaps(
            new DailyUsers(FIRST_DAY, built(active)),
            built(cohorts),
            ZoneOffset.UTC,
            FIRST_DAY.plusDays(data.days()));
    variants = built(groups);
  }

  private static UserSet.Builder[] builders(int count) {
    return Stream.generate(UserSet.Builder::new).limit(count).toArray(UserSet.Builder[]::new);
  }

  private static List<UserSet> built(UserSet.Builder[] builders) {
    return Arrays.stream(builders).map(UserSet.Builder::build).toList();
  }

  /** One triangle a variant. */
  public List<RetentionTriangle> triangles() {
    return bitmaps.triangles(variants);
  }

  /** The same in the form of {@link ActivityData#answer()}. */
  public int[] answer() {
    int[] answer = new int[data.variants() * data.days() * data.days()];
    List<RetentionTriangle> triangles = triangles();
    for (int variant = 0; variant < data.variants(); variant++) {
      for (int cohort = 0; cohort < data.days(); cohort++) {
        RetentionCohort row = triangles.get(variant).cohorts().get(cohort);
        for (int k = 0; k < row.columns(); k++) {
          answer[data.cell(variant, cohort, cohort + k)] = row.returned(k);
        }
      }
    }
    return answer;
  }

  /** Bytes of all the bitmaps, each of which an answer must read at least once. */
  public long bytes() {
    return Stream.of(bitmaps.activity().days(), bitmaps.cohorts(), variants)
        .flatMap(List::stream)
        .mapToLong(UserSet::sizeInBytes)
        .sum();
  }
}
