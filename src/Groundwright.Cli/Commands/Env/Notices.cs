using Groundwright.Cli.Commands.Deploying;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Env;

/// <summary>What a person says about an environment: freeze it, let go of a hold, end a quarantine. Each is recorded with its reason.</summary>
internal static class Notices
{
    /// <summary><c>gw env freeze</c></summary>
    public static CommandNode Freeze(CommandHost host) => Command(host, "freeze", "Lets nothing be deployed to an environment until it is unfrozen", "gw env freeze prod --reason \"end of the year\"", needsReason: true,
        (record, notice) => record with { Freeze = notice }, record => record.Freeze, sets: true);

    /// <summary><c>gw env unfreeze</c></summary>
    public static CommandNode Unfreeze(CommandHost host) => Command(host, "unfreeze", "Lets deploys in again", "gw env unfreeze prod", needsReason: false,
        (record, _) => record with { Freeze = null }, record => record.Freeze, sets: false);

    /// <summary><c>gw env release</c></summary>
    public static CommandNode Release(CommandHost host) => Command(host, "release", "Ends the hold that a rollback put on automatic deploys", "gw env release prod", needsReason: false,
        (record, _) => record with { Hold = null }, record => record.Hold, sets: false);

    /// <summary><c>gw env clear</c></summary>
    public static CommandNode Clear(CommandHost host) => Command(host, "clear", "Ends a quarantine: somebody looked and knows what is there", "gw env clear prod --reason \"looked: the apply was done\"", needsReason: true,
        (record, _) => record with { Quarantine = null }, record => record.Quarantine, sets: false);

    private static CommandNode Command(
        CommandHost host, string name, string summary, string example, bool needsReason, Func<EnvironmentRecord, Notice, EnvironmentRecord> change, Func<EnvironmentRecord, Notice?> now, bool sets)
    {
        var environment = EnvironmentVerb.Environment();
        var reason = Symbols.Reason();
        reason.Required = needsReason;
        return new CommandNode(name, summary, example) { environment, reason }
            .Runs(host, parse => (Environment: parse.GetRequiredValue(environment), Reason: parse.GetValue(reason) ?? ""), async (said, context, cancellationToken) =>
            {
                var services = context.Services;
                await services.Environments.Require(said.Environment, cancellationToken);
                if (!sets && now((await services.Ledger.Read(cancellationToken)).Of(said.Environment)) is null) throw Nothing(said.Environment, name);
                var notice = new Notice(said.Reason, services.Actor.Name, services.Clock.GetUtcNow());
                var fact = new AuditFact(name, services.Actor, said.Environment, null, services.Mask(said.Reason));
                await services.Ledger.Write(new LedgerChange(fact, ledger => ledger.With(said.Environment, change(ledger.Of(said.Environment), notice))), cancellationToken);
                context.Show(new NoticeGiven(said.Environment, name, said.Reason), () => CliJson.Default.NoticeGiven, _ => new Screen()
                    .Add(new Line().Add("  ").Add(Mark.Done.Text, Mark.Done.Tone).Add($" {said.Environment}: {name}{(said.Reason.Length > 0 ? $" ({said.Reason})" : "")}")));
                return ExitCode.Ok;
            });
    }

    private static GroundwrightException Nothing(string environment, string name) => new(Problem.Of(EnvironmentProblems.NothingToEnd,
        $"{environment} has nothing that `{name}` would end", null, new Remedy($"gw env show {environment}", "what is so about it")));
}

/// <summary>What was said about an environment.</summary>
internal sealed record NoticeGiven(string Environment, string Action, string Reason);
