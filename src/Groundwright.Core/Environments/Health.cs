using System.Net.Sockets;
using Groundwright.Core.Configuration;
using Groundwright.Core.Processes;

namespace Groundwright.Core.Environments;

/// <summary>Looks whether an environment works: health checks until they pass or their deadline is over, then the tests of the environment once.</summary>
/// <param name="commands">Runs commands.</param>
/// <param name="repositoryRoot">Given to commands as GROUNDWRIGHT_REPOSITORY.</param>
/// <param name="time">Clock.</param>
public sealed class Health(ICommandRunner commands, string repositoryRoot, TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>Every check with its result, in file order.</summary>
    /// <param name="environment">What to look at.</param>
    /// <param name="directory">Where commands run: a checkout of what was deployed.</param>
    /// <param name="onLine">Gets what the commands print.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<IReadOnlyList<HealthResult>> Check(
        EnvironmentSettings environment, string directory, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        var results = new List<HealthResult>();
        var place = new Place(environment.Name, directory);
        foreach (var check in environment.Health) results.Add(await UntilHealthy(check, place, onLine, cancellationToken));
        foreach (var test in environment.Tests)
            results.Add(results.TrueForAll(result => result.Passed)
                ? await Run($"test {string.Join(' ', test)}", test, place, onLine, cancellationToken)
                : new HealthResult($"test {string.Join(' ', test)}", false, "not run: the environment is not healthy"));
        return results;
    }

    private async Task<HealthResult> UntilHealthy(HealthCheckSettings check, Place place, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow() + check.Deadline;
        while (true)
        {
            var result = await Once(check, place, onLine, cancellationToken);
            if (result.Passed || time.GetUtcNow() + Between > deadline) return result;
            await Task.Delay(Between, time, cancellationToken);
        }
    }

    private Task<HealthResult> Once(HealthCheckSettings check, Place place, Action<OutputLine>? onLine, CancellationToken cancellationToken) => check switch
    {
        { Http: { } url } => Http(url, cancellationToken),
        { Tcp: { } address } => Tcp(address, cancellationToken),
        { Command: { } command } => Run(string.Join(' ', command), command, place, onLine, cancellationToken),
        _ => Task.FromResult(new HealthResult("nothing", true, "")),
    };

    private static async Task<HealthResult> Http(string url, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            using var answer = await client.GetAsync(new Uri(url), cancellationToken);
            return new HealthResult($"http {url}", answer.IsSuccessStatusCode, $"answered {(int)answer.StatusCode}");
        }
        catch (HttpRequestException fault)
        {
            return new HealthResult($"http {url}", false, fault.Message);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthResult($"http {url}", false, "no answer in 10 s");
        }
    }

    private static async Task<HealthResult> Tcp(string address, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            var colon = address.LastIndexOf(':');
            await client.ConnectAsync(address[..colon], int.Parse(address[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture), cancellationToken);
            return new HealthResult($"tcp {address}", true, "connected");
        }
        catch (SocketException fault)
        {
            return new HealthResult($"tcp {address}", false, fault.Message);
        }
    }

    private async Task<HealthResult> Run(string name, IReadOnlyList<string> command, Place place, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        var run = new Command(Program(command[0], place.Directory), [.. command.Skip(1)])
        {
            WorkingDirectory = place.Directory,
            Timeout = TimeSpan.FromMinutes(10),
            Environment = CommandEnvironment.Minimal.With("GROUNDWRIGHT_ENVIRONMENT", place.Environment).With("GROUNDWRIGHT_REPOSITORY", repositoryRoot),
        };
        var result = await commands.Run(run, onLine, cancellationToken);
        return new HealthResult(name, result.Succeeded, result.Succeeded ? "passed" : $"{result.End}, exit code {result.ExitCode}");
    }

    private sealed record Place(string Environment, string Directory);

    // `./bin/x` means the file in the checkout, whatever the folder we were started in.
    private static string Program(string name, string directory) => name.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(Path.Combine(directory, name)) : name;
}

/// <summary>One check after a deploy.</summary>
/// <param name="Name">Such as <c>http http://localhost:8080/health</c>.</param>
/// <param name="Passed">Whether it passed.</param>
/// <param name="Detail">What was seen.</param>
public sealed record HealthResult(string Name, bool Passed, string Detail);
