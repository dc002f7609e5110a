using System.Text;
using System.Text.RegularExpressions;
using Groundwright.Adapters.Agents;
using Groundwright.Cli.Parsing;
using Groundwright.Core.Configuration;
using Groundwright.Core.Configuration.Survey;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Cli.Services;

/// <summary>The configuration of the repository a command stands in.</summary>
internal sealed partial class ConfigurationService(ICommandServices services) : IConfigurationService
{
    /// <inheritdoc/>
    public async Task<ConfigurationReport> Check(bool uncommitted, CancellationToken cancellationToken)
    {
        try
        {
            return ConfigurationReport.Of(SettingsReader.FileName, await Load(uncommitted, cancellationToken));
        }
        catch (GroundwrightException fault)
        {
            return new ConfigurationReport(SettingsReader.FileName, null, [], [], "", []) { Problems = fault.Problems };
        }
    }

    /// <inheritdoc/>
    public async Task<Settings> Settings(CancellationToken cancellationToken)
    {
        var tip = await services.Repository.DefaultBranch(fetch: false, cancellationToken);
        var committed = await services.Repository.ReadFile(tip.Commit, SettingsReader.FileName, cancellationToken);
        return committed is null ? (await Load(uncommitted: true, cancellationToken)).Settings : SettingsReader.Read(SettingsReader.FileName, committed).Require();
    }

    /// <inheritdoc/>
    public string Schema() => ConfigurationSchema.Export();

    /// <inheritdoc/>
    public async Task<InitReport> Init(bool commit, bool force, CancellationToken cancellationToken)
    {
        var root = services.Repository.Root;
        var file = Path.Combine(root, SettingsReader.FileName);
        if (File.Exists(file) && !force)
            throw new GroundwrightException(Problem.Of(CommandProblems.BadArguments, $"{SettingsReader.FileName} exists", "It was not touched.",
                new Remedy("gw config check", "looks at it"), new Remedy("gw init --force", "replaces it")));
        var survey = RepositorySurvey.Take(root, Environment.GetEnvironmentVariable("PATH"), cancellationToken);
        await File.WriteAllTextAsync(file, InitFile.Write(survey), cancellationToken);
        var made = commit ? await Commit(root, cancellationToken) : null;
        return new InitReport(SettingsReader.FileName, [.. survey.Explain().Select(note => note.Text)], made);
    }

    /// <inheritdoc/>
    public async Task<NeededTools> Needs(CancellationToken cancellationToken)
    {
        try
        {
            var settings = (await Load(uncommitted: true, cancellationToken)).Settings;
            var roots = settings.Targets.Select(target => target.Terraform).OfType<string>().ToList();
            var (constraint, source) = Constraint(roots);
            var program = settings.Agent is { Use: "command" or "acp", Command: [var first, ..] } ? first : null;
            return new NeededTools(roots, constraint, source, program)
            {
                CodingCli = BuiltInAgents.CodingClis.FirstOrDefault(cli => cli.Name == settings.Agent.Use),
                Aws = settings.Targets.Any(target => target.Cdk is not null) || (roots.Count > 0 && settings.Environments.Any(environment => environment.Account is { } account && EnvironmentSettings.IsOfAws(account))),
                OpenTargets = [.. settings.Targets.Where(target => target is { Egress: null, Kustomize: null }).Select(target => target.Name)],
            };
        }
        catch (GroundwrightException)
        {
            // What is wrong with the configuration is another line of the doctor.
            return new NeededTools([], null, null, null);
        }
    }

    /// <inheritdoc/>
    public async Task<LoadedSettings> Load(bool uncommitted, CancellationToken cancellationToken) =>
        await SettingsLoader.Load(services.Repository, await services.Repository.DefaultBranch(fetch: false, cancellationToken), uncommitted, cancellationToken);

    private async Task<string> Commit(string root, CancellationToken cancellationToken)
    {
        await Git(root, ["add", "--", SettingsReader.FileName], cancellationToken);
        // Only this file: whatever else the person has staged stays theirs.
        await Git(root, ["commit", "-q", "-m", "Configure Groundwright", "--only", "--", SettingsReader.FileName], cancellationToken);
        return (await Git(root, ["rev-parse", "HEAD"], cancellationToken)).Trim();
    }

    /// <summary>The person's own git, with their configuration and hooks: this is their commit in their checkout.</summary>
    private async Task<string> Git(string root, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await services.Processes.Run(new Command("git", arguments) { WorkingDirectory = root }, null, cancellationToken);
        if (result.Succeeded) return result.StandardOutput;
        throw new GroundwrightException(Problem.Of(CommandProblems.CannotCommit, $"{SettingsReader.FileName} is written, but git did not commit it", result.StandardError.Trim(),
            new Remedy($"git add {SettingsReader.FileName} && git commit", "commits it by hand")));
    }

    private (string? Constraint, string? Source) Constraint(IEnumerable<string> roots)
    {
        foreach (var folder in roots.Select(root => Path.Combine(services.Repository.Root, root)).Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.tf").Order(StringComparer.Ordinal))
            {
                var text = File.ReadAllText(file, Encoding.UTF8);
                if (RequiredVersion().Match(text) is not { Success: true } found) continue;
                return (found.Groups[1].Value, $"{Path.GetRelativePath(services.Repository.Root, file)}:{1 + text[..found.Index].Count(c => c == '\n')}");
            }
        }
        return (null, null);
    }

    [GeneratedRegex("""required_version\s*=\s*"([^"]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex RequiredVersion();
}
