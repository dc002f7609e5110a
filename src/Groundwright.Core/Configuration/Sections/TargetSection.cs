using Groundwright.Core.Configuration.Shapes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary>One entry of <c>targets:</c>.</summary>
internal static class TargetSection
{
    private static readonly Key<string> Terraform = new("terraform", new PathShape(), "Folder of a Terraform or OpenTofu root.");

    private static readonly Key<CommandsSettings> Commands = new("commands", CommandsSection.Shape, "Commands of your own that plan and apply.");

    private static readonly Key<string> Kustomize = new("kustomize", new PathShape(placeholder: true), "Folder of a Kustomize overlay; may hold `{environment}`.");

    private static readonly Key<FluxSettings> Flux = new("flux", new FluxShape(), "How Flux applies the overlay: true, or the names of its objects.");

    private static readonly Key<string> Apply = new("apply", new WordShape("a way to apply", "direct"), "`direct`: Groundwright applies the overlay itself, with kubectl. Not beside `flux`.");

    private static readonly Key<string> Cdk = new("cdk", new PathShape(), "Folder of a CDK app.");

    private static readonly Key<IReadOnlyList<string>> Stacks = new("stacks",
        new ListShape<string>(new TemplateShape("the name of a stack"), "a list of names of stacks") { Unique = true },
        "Stacks of a CDK app, by the names the app gives them.")
    { Default = "all" };

    private static readonly Key<IReadOnlyList<KeyValuePair<string, string>>> Context = new("context",
        new MapShape<string>(new ContextNames(), new ScalarShape(), "context keys and their values"),
        "Context of a CDK app; `{environment}` and `{image}` (the machine image of the deploy) are replaced. Never secrets.");

    private static readonly Key<IReadOnlyList<string>> After = new("after", Shared.After("a target", "targets"), "Targets that must be applied before this one.");

    private static readonly Key<string> Workspace = new("workspace", new TemplateShape("the name of a Terraform workspace"), "Terraform workspace.") { Default = "`default`" };

    private static readonly Key<IReadOnlyList<KeyValuePair<string, string>>> Backend = new("backend",
        new MapShape<string>(new VariableNames(), new ScalarShape(), "backend settings and their values"),
        "Values for `terraform init -backend-config`; `{environment}` and `{repository}` are replaced. Never secrets.");

    private static readonly Key<IReadOnlyList<string>> VarFiles = new("varFiles",
        new ListShape<string>(new PathShape(placeholder: true), "a list of paths") { Unique = true }, "Terraform variable files, relative to the repository.");

    private static readonly Key<IReadOnlyList<KeyValuePair<string, string>>> Variables = new("variables",
        new MapShape<string>(new VariableNames(), new ScalarShape(), "variables and their values"),
        "Terraform variables; `{environment}`, `{root}` (the checkout), `{image}` (the machine image of the deploy) and `{outputs.target.name}` (of a target in `after`) are replaced. Never secrets: those come from the environment.");

    private static readonly Key<string> State = new("state", new PathShape(placeholder: true),
        "File of a local Terraform state in the checkout, for roots without a remote backend. When several environments deploy the target it must hold `{environment}`.")
    { Default = "kept by Groundwright under the git directory" };

    private static readonly Key<IReadOnlyList<string>> Environment = new("environment", Shared.VariableNames,
        "Names of environment variables its tool may see besides the basics, such as AWS_PROFILE. Values never stand here.");

    private static readonly Key<IReadOnlyList<EgressHost>> Egress = new("egress", Shared.EgressHosts,
        "Hosts its tools may talk to from the sandbox while they initialise, check and plan: `sts.amazonaws.com`, `*.amazonaws.com`, `127.0.0.1:9000`; port 443 where none is said. An empty list: none. An apply is not confined.")
    { Default = "where they need a network, the machine's" };

    private static readonly Key<IReadOnlyList<KeyValuePair<string, TargetOverrides>>> In = new("in",
        new MapShape<TargetOverrides>(new PlainNames(), OverridesSection.Shape, "names of environments and what is another there", "environment"),
        "What is another in some environments.");

    public static ObjectShape<TargetSettings> Shape { get; } = new(
        [Terraform, Commands, Kustomize, Flux, Apply, Cdk, Stacks, Context, After, Workspace, Backend, VarFiles, Variables, State, Environment, Egress, In], Build,
        new ExactlyOne(Terraform, Commands, Kustomize, Cdk),
        new OnlyWith(Kustomize, Flux, Apply),
        new OnlyWith(Cdk, Stacks, Context),
        new NotWith(Kustomize, Egress),
        new OnlyWith(Terraform, Workspace, Backend, VarFiles, Variables, State));

    private static TargetSettings Build(Fields fields) => new()
    {
        Name = "",
        Terraform = fields.Find(Terraform),
        Commands = fields.Find(Commands),
        Kustomize = fields.Find(Kustomize),
        Flux = fields.Find(Flux) is { } flux && flux != FluxShape.Off ? flux : null,
        AppliesDirectly = fields.Has(Apply),
        Cdk = fields.Find(Cdk),
        Stacks = fields.Get(Stacks, []),
        Context = fields.Get(Context, []).ToDictionary(),
        After = fields.Get(After, []),
        Workspace = fields.Find(Workspace),
        Backend = fields.Get(Backend, []).ToDictionary(),
        VarFiles = fields.Get(VarFiles, []),
        Variables = fields.Get(Variables, []).ToDictionary(),
        State = fields.Find(State),
        Environment = fields.Get(Environment, []),
        Egress = fields.Find(Egress),
        In = fields.Get(In, []).ToDictionary(),
    };
}
