using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;

namespace Groundwright.Core.Tests.Environments;

public sealed class DeployTimesTests
{
    private static readonly EnvironmentSettings Always = new() { Name = "prod" };

    [Theory]
    // Closed on Friday evening: Monday morning, in winter time.
    [InlineData("Mon-Fri 09:00-16:00 Europe/Berlin", "2026-11-20T16:00:00Z", "2026-11-23T08:00:00Z")]
    // The clock is put back on 25 October: nine o'clock comes an hour later in UTC.
    [InlineData("Sun 09:00-16:00 Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T08:00:00Z")]
    // Half past two does not come on 29 March: the window opens when the clock jumps to three.
    [InlineData("Sun 02:30-05:00 Europe/Berlin", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z")]
    // A window that lies in the hour that does not come never opens that day.
    [InlineData("Sun 02:10-02:50 Europe/Berlin", "2026-03-29T00:00:00Z", "2026-04-05T00:10:00Z")]
    // Half past two comes twice: it closes when the clock is put back and opens again.
    [InlineData("Sun 02:30-05:00 Europe/Berlin", "2026-10-25T01:10:00Z", "2026-10-25T01:30:00Z")]
    [InlineData("Sun 01:00-02:30 Europe/Berlin", "2026-10-25T00:45:00Z", "2026-10-25T01:00:00Z")]
    [InlineData("Sat 22:00-04:00 UTC", "2026-11-22T04:00:00Z", "2026-11-28T22:00:00Z")]
    public void The_next_time_is_when_the_clock_there_says_so(string window, string moment, string next)
    {
        var times = new DeployTimes(Always with { Window = window }).At(At(moment));
        times.Allowed.ShouldBeFalse();
        times.Why.ShouldBe([$"prod may only be changed {window}"]);
        times.Next.ShouldBe(At(next));
    }

    [Fact]
    public void One_open_window_of_several_is_enough()
    {
        var times = new DeployTimes(Always with { Window = "Mon 09:00-10:00 UTC", Windows = ["Tue 09:00-10:00 UTC"] });

        times.At(At("2026-11-24T09:30:00Z")).Allowed.ShouldBeTrue();
        times.At(At("2026-11-24T10:00:00Z")).Next.ShouldBe(At("2026-11-30T09:00:00Z"));
        times.At(At("2026-11-24T10:00:00Z")).Why.ShouldBe(["prod may only be changed Mon 09:00-10:00 UTC or Tue 09:00-10:00 UTC"]);
    }

    [Fact]
    public void A_freeze_lasts_to_the_end_of_its_last_day_in_its_own_zone()
    {
        var times = new DeployTimes(Always with { Freezes = [new FreezeSettings(new(2026, 12, 20), new(2027, 1, 2), "holidays", "Europe/Berlin")] });

        times.At(At("2026-12-19T22:59:59Z")).Allowed.ShouldBeTrue();
        var frozen = times.At(At("2026-12-19T23:00:00Z"));
        frozen.Why.ShouldBe(["prod is frozen from 2026-12-20 to 2027-01-02: holidays"]);
        frozen.Next.ShouldBe(At("2027-01-02T23:00:00Z"));
        times.At(At("2027-01-02T23:00:00Z")).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void After_a_freeze_the_next_window_is_waited_for()
    {
        var times = new DeployTimes(Always with
        {
            Window = "Mon 09:00-10:00 UTC",
            Freezes = [new FreezeSettings(new(2026, 11, 20), new(2026, 11, 30), "sale", "UTC"), new FreezeSettings(new(2026, 12, 1), new(2026, 12, 7), "move", "UTC")],
        });
        times.At(At("2026-11-23T09:30:00Z")).Next.ShouldBe(At("2026-12-14T09:00:00Z"));
    }

    [Fact]
    public void A_freeze_without_an_end_has_no_next_time()
    {
        var time = new DeployTimes(Always with { Freeze = "the move" }).At(At("2026-11-23T09:30:00Z"));
        (time.Allowed, time.Next).ShouldBe((false, null));
        time.Why.ShouldBe(["prod is frozen: the move"]);
    }

    [Fact]
    public void Nothing_is_allowed_before_the_next_time_and_something_is_then()
    {
        var windows = Gen.Elements("Mon-Fri 09:00-16:00 Europe/Berlin", "Sun 02:30-03:00 America/New_York", "Sat,Sun 22:00-04:00 Australia/Lord_Howe", "Wed 00:00-24:00 UTC", "Sun 01:15-01:45 Europe/London");
        var cases = Gen.Zip(Gen.Zip(windows, windows), Gen.Zip(Gen.Choose(0, 527_000), Gen.Choose(0, 20)));
        Prop.ForAll(cases.ToArbitrary(), pair =>
        {
            var ((one, other), (minute, days)) = pair;
            var moment = At("2026-01-01T00:00:00Z").AddMinutes(minute);
            var day = DateOnly.FromDateTime(moment.UtcDateTime.AddDays(2));
            var times = new DeployTimes(Always with { Windows = [one, other], Freezes = [new FreezeSettings(day, day.AddDays(days), "x", "Pacific/Apia")] });
            var next = times.At(moment).Next.ShouldNotBeNull();
            IsAllowed(times, next).ShouldBeTrue();
            for (var before = moment; before < next; before = before.AddMinutes(7)) IsAllowed(times, before).ShouldBeFalse();
            if (next > moment) IsAllowed(times, next.AddMinutes(-1) < moment ? moment : next.AddMinutes(-1)).ShouldBeFalse();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    private static bool IsAllowed(DeployTimes times, DateTimeOffset moment) => times.At(moment).Allowed;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
