namespace Groundwright.Core.Configuration;

/// <summary>Days on which an environment is not changed.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day; the freeze ends with it.</param>
/// <param name="Reason">Why, for those who wait.</param>
/// <param name="Zone">Time zone in which the days begin and end, such as <c>Europe/Berlin</c>.</param>
public sealed record FreezeSettings(DateOnly From, DateOnly To, string Reason, string Zone);
