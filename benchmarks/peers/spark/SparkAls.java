import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Times Spark MLlib's ALS with implicit preferences. Arguments: DATA (a folder with the file {@code
 * entries.csv} of user, item), FACTORS, ITERATIONS, ALPHA, REGULARIZATION, THREADS, SEED.
 *
 * <p>MLlib tells no times of its iterations. So it fits once with one iteration and once with
 * ITERATIONS more, and what the second fit takes longer is the time of these; reading and caching
 * the data is outside, and so is a first fit that warms up the virtual machine.
 */
public final class SparkAls {
  public static void main(String[] arguments) throws IOException {
    int factors = Integer.parseInt(arguments[1]);
    int iterations = Integer.parseInt(arguments[2]);
    SparkSession spark =
        SparkSession.builder()
            .master("local[" + arguments[5] + "]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "8")
            .getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    Dataset<Row> data =
        spark
            .read()
            .schema("user INT, item INT")
            .csv(Path.of(arguments[0], "entries.csv").toString())
            .selectExpr("user", "item", "CAST(1 AS FLOAT) AS rating")
            .persist(StorageLevel.MEMORY_AND_DISK());
    System.out.println("entries=" + data.count());
    ALS als =
        new ALS()
            .setRank(factors)
            .setImplicitPrefs(true)
            .setAlpha(Double.parseDouble(arguments[3]))
            .setRegParam(Double.parseDouble(arguments[4]))
            .setSeed(Long.parseLong(arguments[6]));
    als.setMaxIter(1).fit(data);
    double[] one = seconds(als.setMaxIter(1), data);
    double[] more = seconds(als.setMaxIter(1 + iterations), data);
    double wall = (more[0] - one[0]) / iterations;
    double cpu = (more[1] - one[1]) / iterations;
    for (int iteration = 0; iteration < iterations; iteration++) {
      System.out.printf(Locale.ROOT, "epoch=%.6f %.6f%n", wall, cpu);
    }
    System.out.printf(Locale.ROOT, "setup=%.6f%n", one[0] - wall);
    System.out.println("kernel=" + dev.ludovic.netlib.blas.BLAS.getInstance().getClass().getName());
    System.out.println("peak=" + peakBytes());
    spark.stop();
  }

  /** Seconds of wall time and of CPU time. */
  private static double[] seconds(ALS als, Dataset<Row> data) {
    OperatingSystemMXBean system =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long wall = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    als.fit(data);
    return new double[] {
      (System.nanoTime() - wall) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9
    };
  }

  private static long peakBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) * 1024)
        .findFirst()
        .orElse(0);
  }
}
