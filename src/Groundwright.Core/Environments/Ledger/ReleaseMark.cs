using System.Text.Json.Serialization;

namespace Groundwright.Core.Environments.Ledger;

/// <summary>What somebody said about a release after it was made.</summary>
/// <param name="ReleaseId">The release.</param>
/// <param name="Verdict">Good or bad.</param>
/// <param name="By">Who, or <c>groundwright</c>.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why.</param>
public sealed record ReleaseMark(string ReleaseId, ReleaseVerdict Verdict, string By, DateTimeOffset At, string Reason);

/// <summary>Whether a release does what it should.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReleaseVerdict>))]
public enum ReleaseVerdict
{
    /// <summary>A person looked at it and confirms it.</summary>
    Good,

    /// <summary>It was rolled back, or a person says it does not work.</summary>
    Bad,
}
