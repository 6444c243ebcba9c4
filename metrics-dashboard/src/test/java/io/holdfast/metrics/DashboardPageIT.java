package io.holdfast.metrics;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.holdfast.metrics.Story.clock;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.log.PgEventLog;
import io.holdfast.service.testing.PostgresTestResource;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in a real browser. Skipped where there is no Chromium, or the page was not built. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresTestResource.class,
    initArgs = {
      @ResourceArg(name = "role", value = "metrics"),
      @ResourceArg(name = "clock", value = "event")
    },
    restrictToAnnotatedClass = true)
class DashboardPageIT {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private static Playwright playwright;
  private static Browser browser;
  private static boolean told;

  @Inject PgEventLog log;

  @TestHTTPResource("/")
  URI address;

  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void openBrowser() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(CHROMIUM), "no browser test: there is no " + CHROMIUM);
    Assumptions.assumeTrue(
        DashboardPageIT.class.getResource("/META-INF/resources/index.html") != null,
        "no browser test: the web UI was not built (-Dui.skip)");
    Files.createDirectories(SCREENSHOTS);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  static void closeBrowser() {
    if (playwright != null) {
      browser.close();
      playwright.close();
    }
  }

  /** Eight hundred users over sixteen days, of whom the challenger's come back more. */
  @BeforeEach
  void tellTheStory() {
    if (!told) {
      told = true;
      append(List.of(Story.experiment()));
      List<List<Event>> life = Story.life(800, 16, 5);
      for (int day = 0; day < life.size(); day++) {
        append(life.get(day));
        append(List.of(clock(day + 1, 1)));
      }
    }
  }

  private void append(List<? extends Event> events) {
    MetricsDatabase.await(log.append(events));
  }

  private Page page(ColorScheme scheme, int width) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setLocale("en-US")
                .setColorScheme(scheme)
                .setViewportSize(width, 1000));
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("401")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  private void signIn(Page page) {
    page.navigate(address.toString());
    page.getByLabel("API key").fill(TestKeys.DASHBOARD);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
  }

  private Locator headline(Page page) {
    return page.getByTestId("headline");
  }

  @Test
  void aProductManagerSignsInAndReadsTheAnswer() {
    Page page = page(ColorScheme.LIGHT, 1280);
    page.navigate(address.toString());
    page.getByLabel("API key").fill("nobody's key");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    assertThat(page.getByRole(AriaRole.ALERT)).hasText("Nobody has this key.");
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("sign-in.png")));

    signIn(page);
    page.getByRole(AriaRole.LINK)
        .filter(new Locator.FilterOptions().setHasText("ALS against popular"))
        .click();
    assertThat(headline(page))
        .hasText(
            Pattern.compile(
                "Challenger brings \\d+\\.\\d points more people back on day 7"
                    + " \\(\\d+\\.\\d to \\d+\\.\\d\\)"));
    assertThat(page.getByTestId("decision")).hasText("Not decided yet");
    assertThat(page.locator("holdfast-retention-chart canvas")).isVisible();
    assertThat(page.getByText("success metric")).isVisible();
    assertThat(page.getByText("Fine")).hasCount(4);
    page.waitForTimeout(300);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve("experiment.png"))
            .setFullPage(true));

    // The key is where no script can read it, and goes when the person goes.
    assertThat(page.evaluate("document.cookie").toString()).isEmpty();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
    assertThat(page.getByLabel("API key")).isVisible();
    page.reload();
    assertThat(page.getByLabel("API key")).isVisible();
    assertThat(complaints).isEmpty();
  }

  @Test
  void onASmallDarkScreenNothingRunsOverTheEdge() {
    Page page = page(ColorScheme.DARK, 360);
    signIn(page);
    page.navigate(address + "#/experiments/" + Story.KEY);
    assertThat(headline(page)).isVisible();
    page.waitForTimeout(300);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve("experiment-small-dark.png"))
            .setFullPage(true));
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(((Number) overflow).intValue()).isZero();
    assertThat(complaints).isEmpty();
  }

  @Test
  void anUnknownExperimentIsSaidToBeOneAndCanBeTriedAgain() {
    Page page = page(ColorScheme.LIGHT, 1280);
    signIn(page);
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Experiments")))
        .isVisible();
    page.navigate(address + "#/experiments/no-such");
    assertThat(page.getByRole(AriaRole.ALERT))
        .containsText("The log knows no experiment 'no-such'");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try again")).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("no-such");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All experiments")).click();
    assertThat(page.getByText("800 users exposed")).isVisible();
  }

  @Test
  void everythingCanBeReachedByKeyboard() {
    Page page = page(ColorScheme.LIGHT, 1280);
    page.navigate(address.toString());
    page.getByLabel("API key").focus();
    page.keyboard().type(TestKeys.DASHBOARD);
    page.keyboard().press("Enter");
    Locator link =
        page.getByRole(AriaRole.LINK)
            .filter(new Locator.FilterOptions().setHasText("ALS against popular"));
    assertThat(link).isVisible();
    link.focus();
    page.keyboard().press("Enter");
    assertThat(headline(page)).isVisible();
    Locator numbers = page.getByText("Show the numbers");
    numbers.focus();
    page.keyboard().press("Enter");
    assertThat(
            page.getByRole(
                AriaRole.COLUMNHEADER,
                new Page.GetByRoleOptions().setName("challenger: came back")))
        .isVisible();
  }
}
