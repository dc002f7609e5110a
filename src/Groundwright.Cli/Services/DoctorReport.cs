using System.Text.Json.Serialization;

namespace Groundwright.Cli.Services;

/// <summary>How a check came out.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckResult>))]
internal enum CheckResult
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Works, but something is worth knowing.</summary>
    Warning,

    /// <summary>Not there, and not needed.</summary>
    Optional,

    /// <summary>Something needed is missing.</summary>
    Missing,
}

/// <summary>One line of <c>gw doctor</c>.</summary>
/// <param name="Name">What was looked at, with the version found.</param>
/// <param name="Result">How it is.</param>
/// <param name="Detail">Why, in a few words. May be empty.</param>
/// <param name="Remedy">What to type; null when there is nothing to do.</param>
internal sealed record DoctorCheck(string Name, CheckResult Result, string Detail, string? Remedy = null);

/// <summary>All of them.</summary>
internal sealed record DoctorReport(bool Healthy, IReadOnlyList<DoctorCheck> Checks);
