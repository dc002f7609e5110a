using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Figures;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Environments;

[Covers("D6")]
public sealed class FiguresTests
{
    [Fact]
    public void What_is_not_known_is_null_and_never_0()
    {
        var report = FiguresReport.Of(Input(LedgerState.Empty));

        report.Durations.Select(figure => figure.Name).ShouldBe(["deploy dev", "deploy prod", "generation", "feedback loop"]);
        report.Durations.ShouldAllBe(figure => figure.Seconds == null && figure.Within == null);
        report.Delivery.Single().ShouldBe(new DeliveryFigures("prod", null, 0, null, null, null, null, null, false));
    }

    [Fact]
    public void Deploys_are_measured_against_what_they_should_take()
    {
        var report = FiguresReport.Of(Input(Made.Ledger(Made.Release("dev-1"), Took(Made.Release("dev-2"), 90), Took(Made.Release("prod-1"), 200))));

        report.Durations[0].ShouldSatisfyAllConditions(
            figure => figure.Seconds.ShouldBe(new Spread(2, 75, 87, 60, 90)),
            figure => figure.Within.ShouldBe(true),
            figure => figure.Last.ShouldBe([60, 90]));
        report.Durations[1].Target.ShouldBe(FigureTarget.ProductionDeploy);
        report.Durations[1].Within.ShouldBe(false);
    }

    [Fact]
    public void The_loop_is_from_the_question_to_the_healthy_release()
    {
        RunFact[] runs = [new("run12345", "sdlc", Made.Now.AddMinutes(-45), TimeSpan.FromMinutes(4)), new("other123", "sdlc", Made.Now.AddMinutes(-500), null)];
        var report = FiguresReport.Of(Input(Made.Ledger(Made.Release("dev-1", 20), Made.Release("dev-2", 10, healthy: false))) with { Runs = runs });

        report.Durations[2].Seconds!.MedianSeconds.ShouldBe(240);
        report.Durations[3].Seconds.ShouldBe(new Spread(1, 1500, 1500, 1500, 1500));
    }

    [Fact]
    public void A_failure_lasts_from_the_first_bad_release_to_the_next_good_one()
    {
        var ledger = Made.Ledger(Made.Release("prod-1", 400), Made.Release("prod-2", 300, healthy: false), Made.Release("prod-3", 280, healthy: false), Made.Release("prod-4", 270, mode: ReleaseModes.Rollback),
            Made.Release("prod-5", 60)) with
        { Marks = [new ReleaseMark("prod-5", ReleaseVerdict.Bad, "ada", Made.Now, "wrong totals")] };
        var figures = FiguresReport.Of(Input(ledger)).Delivery[0];

        figures.RecoveryTime.ShouldBe(new Spread(1, 1800, 1800, 1800, 1800));
        figures.Deployments.ShouldBe(4);
        figures.ChangeFailureRate.ShouldBe(0.75);
        // What follows a failed one (prod-3) and the rollback, of five.
        figures.ReworkRate.ShouldBe(0.4);
        figures.Failing.ShouldBeTrue();
    }

    [Fact]
    public void Frequency_counts_only_the_time_that_was_observed()
    {
        var ledger = Made.Ledger(Made.Release("prod-1", 14 * 1440), Made.Release("prod-2", 10));

        FiguresReport.Of(Input(ledger)).Delivery[0].DeploymentsPerWeek!.Value.ShouldBe(1, 0.001);
        FiguresReport.Of(Input(Made.Ledger(Made.Release("prod-1", 900 * 1440), Made.Release("prod-2", 10)))).Delivery[0].DeploymentsPerWeek!.Value.ShouldBe(7 / 30.0, 0.001);
    }

    [Fact]
    public void Lead_time_is_from_each_commit_to_its_healthy_release_in_production()
    {
        var input = Input(Made.Ledger(Made.Release("prod-1", 400), Made.Release("prod-2", 0), Made.Release("prod-3", 0, healthy: false))) with
        {
            Commits = new Dictionary<string, IReadOnlyList<DateTimeOffset>> { ["prod-2"] = [Made.Now.AddHours(-1), Made.Now.AddHours(-3)], ["prod-3"] = [Made.Now.AddHours(-9)] },
        };
        FiguresReport.Of(input).Delivery[0].LeadTime.ShouldBe(new Spread(2, 7200, 10080, 3600, 10800));
    }

    [Fact]
    public void Each_target_has_figures_of_its_own()
    {
        var report = FiguresReport.Of(Input(Made.Ledger(Made.Release("prod-1", 400, targets: ["app", "network"]), Made.Release("prod-2", 20, healthy: false, targets: ["app"]))));

        report.Delivery.Select(figures => (figures.Target, figures.Deployments, figures.ChangeFailureRate)).ShouldBe([(null, 2, 0.5), ("app", 2, 0.5), ("network", 1, 0)]);
    }

    [Fact]
    public void A_spread_lies_within_its_values_whatever_their_order()
    {
        Prop.ForAll(Gen.Choose(0, 100_000).NonEmptyListOf().ToArbitrary(), values =>
        {
            var spread = Spread.Of(values.Select(value => TimeSpan.FromSeconds(value)))!;
            spread.LeastSeconds.ShouldBe(values.Min());
            spread.MostSeconds.ShouldBe(values.Max());
            spread.MedianSeconds.ShouldBeInRange(spread.LeastSeconds, spread.P90Seconds);
            spread.P90Seconds.ShouldBeLessThanOrEqualTo(spread.MostSeconds);
            values.Count(value => value <= spread.MedianSeconds).ShouldBeGreaterThanOrEqualTo((values.Count + 1) / 2);
            Spread.Of(values.OrderDescending().Select(value => TimeSpan.FromSeconds(value))).ShouldBe(spread);
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void Rates_are_shares_and_every_failure_is_counted_once()
    {
        var release = Gen.Zip(Gen.Choose(0, 1), Gen.Elements(ReleaseModes.Deploy, ReleaseModes.Rollback, ReleaseModes.Redeploy, ReleaseModes.Destroy));
        Prop.ForAll(release.ListOf().ToArbitrary(), drawn =>
        {
            var releases = drawn.Select((pair, i) => Made.Release($"prod-{i}", 10 * (drawn.Count - i), pair.Item1 == 1, pair.Item2)).ToArray();
            var figures = FiguresReport.Of(Input(Made.Ledger(releases))).Delivery[0];
            var deploys = releases.Where(made => made.Mode is ReleaseModes.Deploy or ReleaseModes.Redeploy).ToList();
            figures.Deployments.ShouldBe(deploys.Count);
            (figures.ChangeFailureRate is null).ShouldBe(deploys.Count == 0);
            if (figures.ChangeFailureRate is { } rate) (rate * deploys.Count).ShouldBe(deploys.Count(made => !made.Healthy), 1e-9);
            if (figures.ReworkRate is { } rework) rework.ShouldBeInRange(0, 1);
            if (figures.RecoveryTime is { } recovery) recovery.Count.ShouldBeLessThanOrEqualTo(releases.Count(made => !made.Healthy));
        }).Check(Config.QuickThrowOnFailure);
    }

    private static Release Took(Release release, int seconds) => release with { Started = release.Ended.AddSeconds(-seconds) };

    private static FiguresInput Input(LedgerState ledger) => new(ledger, [], ["dev", "prod"], ["prod"], Made.Now.AddDays(-30), Made.Now);
}
