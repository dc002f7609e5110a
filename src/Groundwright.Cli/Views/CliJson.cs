using System.Text.Json.Serialization;
using Groundwright.Cli.Commands;
using Groundwright.Cli.Commands.Agents;
using Groundwright.Cli.Commands.Env;
using Groundwright.Cli.Services;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Board;
using Groundwright.Core.Environments.Figures;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Releases;
using Groundwright.Core.Environments.Services;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Views;

/// <summary>How results are written for programs. Generated at build time: reflection would cost more than the command itself.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(LineEvent))]
[JsonSerializable(typeof(ProblemEvent))]
[JsonSerializable(typeof(IReadOnlyList<RunSummary>))]
[JsonSerializable(typeof(RunStory))]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(IReadOnlyList<AgentLine>))]
[JsonSerializable(typeof(InitReport))]
[JsonSerializable(typeof(CleanReport))]
[JsonSerializable(typeof(ConfigurationReport))]
[JsonSerializable(typeof(RunPosted))]
[JsonSerializable(typeof(LogBlock))]
[JsonSerializable(typeof(IReadOnlyList<ServiceLine>))]
[JsonSerializable(typeof(IReadOnlyList<ServiceState>))]
[JsonSerializable(typeof(EnvironmentTest))]
[JsonSerializable(typeof(IReadOnlyList<ReleaseLine>))]
[JsonSerializable(typeof(ReleaseStory))]
[JsonSerializable(typeof(ReleaseDiff))]
[JsonSerializable(typeof(FiguresReport))]
[JsonSerializable(typeof(IReadOnlyList<DriftOutcome>))]
[JsonSerializable(typeof(IReadOnlyList<EnvironmentDrift>))]
[JsonSerializable(typeof(IReadOnlyList<BoardRow>))]
[JsonSerializable(typeof(EnvironmentStory))]
[JsonSerializable(typeof(NoticeGiven))]
[JsonSerializable(typeof(IReadOnlyList<WaitingApproval>))]
[JsonSerializable(typeof(UnlockReport))]
[JsonSerializable(typeof(StateTaken))]
[JsonSerializable(typeof(IReadOnlyList<AuditRecord>))]
[JsonSerializable(typeof(AuditReport))]
internal sealed partial class CliJson : JsonSerializerContext;
