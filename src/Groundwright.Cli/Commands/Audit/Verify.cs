using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Provenance;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Audit;

/// <summary><c>gw audit verify</c></summary>
internal static class Verify
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string? Key);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var key = new Option<string?>("--key") { Description = "Public key (PEM) that releases must be signed with", HelpName = "FILE" };
        return new CommandNode("verify", "Checks that nothing in the audit log and the releases was changed, removed or cut off",
            "gw audit verify",
            "gw audit verify --key public.pem   # also the signatures of releases") { key }
            .Runs(host, parse => new Options(parse.GetValue(key)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        using var key = options.Key is null ? null : ReleaseKey.Load(Path.GetFullPath(options.Key, context.Services.Directory));
        var report = AuditCheck.Check(await context.Services.Audit.History(cancellationToken), key);
        if (report.Problem() is { } problem && !context.Options.Json) throw new GroundwrightException(problem);
        context.Show(report, () => CliJson.Default.AuditReport, whole => Human(whole, key is not null));
        return report.Flaws.Count == 0 ? ExitCode.Ok : EnvironmentProblems.AuditBroken.Exit;
    }

    private static Screen Human(AuditReport report, bool signatures) => new Screen().Add(new Line().Add("  ").Add(Mark.Done.Text, Mark.Done.Tone)
        .Add($" {Say.Many(report.Records, "record")} and {Say.Many(report.Releases, "release")} are as they were written")
        .Add(signatures ? $", {Say.Many(report.Signed, "signature")} good." : "."));
}
