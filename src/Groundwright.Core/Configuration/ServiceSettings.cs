namespace Groundwright.Core.Configuration;

/// <summary>One entry of <c>services:</c>. In all values but the name <c>{environment}</c> is replaced.</summary>
public sealed record ServiceSettings
{
    private const string Placeholder = "{environment}";

    /// <summary>Its key.</summary>
    public required string Name { get; init; }

    /// <summary>Base address.</summary>
    public string? Url { get; init; }

    /// <summary>Path or URL that must answer 2xx.</summary>
    public string? Health { get; init; }

    /// <summary>Command that prints its log.</summary>
    public IReadOnlyList<string>? Logs { get; init; }

    /// <summary>Command that restarts it.</summary>
    public IReadOnlyList<string>? Restart { get; init; }

    /// <summary>Names of environment variables its commands may see besides the basics. Values never stand here.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Whether anything about it is another in each environment.</summary>
    public bool DiffersByEnvironment => new[] { Url, Health }.Concat(Logs ?? []).Concat(Restart ?? []).Any(text => text?.Contains(Placeholder, StringComparison.Ordinal) == true);

    /// <summary>The address that tells whether it works: <see cref="Health"/>, below <see cref="Url"/> when it is a path. Null: none is configured.</summary>
    public Uri? HealthAddress => Health switch
    {
        null => null,
        ['/', ..] => Url is null ? null : new Uri(Url.TrimEnd('/') + Health),
        _ => new Uri(Health),
    };

    /// <summary>The service as it is in an environment.</summary>
    public ServiceSettings In(string environment)
    {
        return this with { Url = Put(Url), Health = Put(Health), Logs = PutAll(Logs), Restart = PutAll(Restart) };

        string? Put(string? text) => text?.Replace(Placeholder, environment, StringComparison.Ordinal);
        IReadOnlyList<string>? PutAll(IReadOnlyList<string>? words) => words is null ? null : [.. words.Select(word => Put(word)!)];
    }
}
