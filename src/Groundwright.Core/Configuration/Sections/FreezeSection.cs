using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary>One entry of <c>freezes:</c> of an environment.</summary>
internal static class FreezeSection
{
    private static readonly Key<DateOnly> From = new("from", new DateShape(), "First day.") { Required = true };

    private static readonly Key<DateOnly> To = new("to", new DateShape(), "Last day; the freeze ends with it.") { Required = true };

    private static readonly Key<string> Reason = new("reason", new LineShape(), "Why, for those who wait.") { Required = true };

    private static readonly Key<string> Zone = new("zone", new TimeZoneShape(), "Time zone in which the days begin and end.") { Default = "UTC" };

    public static ObjectShape<FreezeSettings> Shape { get; } = new([From, To, Reason, Zone], Build);

    private static FreezeSettings Build(Fields fields)
    {
        var freeze = new FreezeSettings(fields.Get(From, DateOnly.MinValue), fields.Get(To, DateOnly.MaxValue), fields.Get(Reason, ""), fields.Get(Zone, "UTC"));
        if (freeze.To < freeze.From) fields.Place(To).ReportValue($"the freeze ends on {freeze.To:yyyy-MM-dd}, before it begins on {freeze.From:yyyy-MM-dd}");
        return freeze;
    }
}
