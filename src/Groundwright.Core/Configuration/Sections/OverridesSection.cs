using Groundwright.Core.Configuration.Shapes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary>One entry of <c>in:</c> of a target: what is another in one environment.</summary>
internal static class OverridesSection
{
    private static readonly Key<string> Workspace = new("workspace", new LineShape("the name of a Terraform workspace"), "Terraform workspace there.");

    private static readonly Key<IReadOnlyList<KeyValuePair<string, string>>> Backend = new("backend",
        new MapShape<string>(new VariableNames(), new ScalarShape(), "backend settings and their values"), "Added to `backend` of the target, name by name.");

    private static readonly Key<IReadOnlyList<KeyValuePair<string, string>>> Variables = new("variables",
        new MapShape<string>(new VariableNames(), new ScalarShape(), "variables and their values"), "Added to `variables` of the target, name by name.");

    private static readonly Key<IReadOnlyList<string>> VarFiles = new("varFiles",
        new ListShape<string>(new PathShape(), "a list of paths") { Unique = true }, "Read after `varFiles` of the target.");

    private static readonly Key<IReadOnlyList<string>> Environment = new("environment", Shared.VariableNames, "Names of variables its tool may see there besides those of the target.");

    private static readonly Key<IReadOnlyList<EgressHost>> Egress = new("egress", Shared.EgressHosts, "Hosts its tools may talk to there besides those of the target.");

    public static ObjectShape<TargetOverrides> Shape { get; } = new([Workspace, Backend, Variables, VarFiles, Environment, Egress], fields => new TargetOverrides
    {
        Workspace = fields.Find(Workspace),
        Backend = fields.Get(Backend, []).ToDictionary(),
        Variables = fields.Get(Variables, []).ToDictionary(),
        VarFiles = fields.Get(VarFiles, []),
        Environment = fields.Get(Environment, []),
        Egress = fields.Find(Egress),
    });
}
