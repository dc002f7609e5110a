namespace Groundwright.Cli.Services;

/// <summary>The demo's repository.</summary>
internal interface IDemoService
{
    /// <summary>Makes a repository from a sample that works with what is installed.</summary>
    /// <param name="directory">An empty or absent folder; null: a temporary one.</param>
    /// <param name="cancellationToken">Stops; what was made is removed.</param>
    Task<DemoPlace> Prepare(string? directory, CancellationToken cancellationToken);

    /// <summary>Removes it with everything in it.</summary>
    Task Remove(DemoPlace place, CancellationToken cancellationToken);
}

/// <summary>A repository ready for the demo.</summary>
/// <param name="Directory">Its root. Absolute.</param>
/// <param name="Reference">The request to run.</param>
/// <param name="Says">What is used and what is only played, one a line.</param>
/// <param name="Services">Commands in that repository.</param>
internal sealed record DemoPlace(string Directory, string Reference, IReadOnlyList<string> Says, ICommandServices Services);
