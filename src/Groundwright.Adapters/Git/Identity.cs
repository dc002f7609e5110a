using System.Globalization;

namespace Groundwright.Adapters.Git;

/// <summary>Who commits are by, read once so that the same commit made again gets the same id.</summary>
internal sealed record Identity(string Name, string Email)
{
    /// <summary>Snapshots are nobody's work and the same on every machine.</summary>
    public static Identity Groundwright { get; } = new("Groundwright", "groundwright@localhost");

    /// <summary>The person's own, when both parts are configured.</summary>
    public static Identity Of(IReadOnlyList<ConfigEntry> person)
    {
        var (name, email) = (GitConfig.Last(person, "user.name"), GitConfig.Last(person, "user.email"));
        return string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(email) ? Groundwright : new(name, email);
    }

    /// <summary>The variables that fix author, committer and date of a commit. In UTC: the zone of the machine would change the id.</summary>
    public Dictionary<string, string> At(DateTimeOffset date)
    {
        var time = string.Create(CultureInfo.InvariantCulture, $"@{date.ToUnixTimeSeconds()} +0000");
        return new()
        {
            ["GIT_AUTHOR_NAME"] = Name,
            ["GIT_AUTHOR_EMAIL"] = Email,
            ["GIT_AUTHOR_DATE"] = time,
            ["GIT_COMMITTER_NAME"] = Name,
            ["GIT_COMMITTER_EMAIL"] = Email,
            ["GIT_COMMITTER_DATE"] = time,
        };
    }
}
