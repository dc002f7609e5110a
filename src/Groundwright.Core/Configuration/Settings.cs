using Groundwright.Core.Sandboxes;

namespace Groundwright.Core.Configuration;

/// <summary>The whole of <c>groundwright.yaml</c>, validated. Every collection is empty rather than null.</summary>
public sealed record Settings
{
    /// <summary>Version of the format. Only <c>1</c> exists.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Who does the work. Default: a person (<c>manual</c>).</summary>
    public AgentSettings Agent { get; init; } = new();

    /// <summary>Own workflows: name to an ordered list of phases.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Workflows { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>How agents and tools are kept in.</summary>
    public SandboxSettings Sandbox { get; init; } = new();

    /// <summary>What can be deployed, by name, in file order.</summary>
    public IReadOnlyList<TargetSettings> Targets { get; init; } = [];

    /// <summary>Where it is deployed to, in file order; the first one is what <c>ship</c> deploys.</summary>
    public IReadOnlyList<EnvironmentSettings> Environments { get; init; } = [];

    /// <summary>Running services, for health, logs and restart.</summary>
    public IReadOnlyList<ServiceSettings> Services { get; init; } = [];

    /// <summary>Groups of people for approvals: name to the names of its people. Empty: groups are told by a server, or not at all.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Groups { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Who is told what.</summary>
    public IReadOnlyList<NotifySettings> Notify { get; init; } = [];

    /// <summary>Exceptions from built-in policy rules.</summary>
    public PolicySettings Policy { get; init; } = new();

    /// <summary>Rules of the plan phase.</summary>
    public PlanSettings Plan { get; init; } = new();

    /// <summary>Rules of the test and ship phases.</summary>
    public ShipSettings Ship { get; init; } = new();
}

/// <summary><c>agent:</c></summary>
public sealed record AgentSettings
{
    /// <summary><c>manual</c> (default), <c>command</c>, <c>replay</c>; coding CLIs by their names.</summary>
    public string Use { get; init; } = "manual";

    /// <summary>Program and arguments of the agents <c>command</c> (the prompt comes on its standard input) and <c>acp</c>.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Folder of recorded edits of the <c>replay</c> agent, relative to the repository.</summary>
    public string? Recording { get; init; }

    /// <summary>Names of variables the agent may see besides the basics. Values never stand here.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Model set (<c>base</c>, <c>heavy</c>) to phase (or <c>default</c>, <c>classify</c>) to model.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Models { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>Minutes one piece of work may take. Default 30.</summary>
    public int Minutes { get; init; } = 30;

    /// <summary>Minutes without output after which it counts as hung. Default 10.</summary>
    public int SilentMinutes { get; init; } = 10;

    /// <summary>Turns one piece of work may take: answers of the model. Null: no limit.</summary>
    public int? Turns { get; init; }

    /// <summary>Money one run may cost, in US dollars; null: no limit.</summary>
    public decimal? Usd { get; init; }

    /// <summary>Tokens one run may use, read and written together; null: no limit.</summary>
    public long? Tokens { get; init; }
}

/// <summary>One entry of <c>targets:</c>. Exactly one of the kinds is set.</summary>
public sealed record TargetSettings
{
    /// <summary>Its key.</summary>
    public required string Name { get; init; }

    /// <summary>Folder of a Terraform or OpenTofu root, relative to the repository; null: another kind.</summary>
    public string? Terraform { get; init; }

    /// <summary>Commands given by the user; null: another kind.</summary>
    public CommandsSettings? Commands { get; init; }

    /// <summary>Folder of a Kustomize overlay, relative to the repository; <c>{environment}</c> is replaced. Null: another kind.</summary>
    public string? Kustomize { get; init; }

    /// <summary>How Flux applies the overlay. Null: Flux does not.</summary>
    public FluxSettings? Flux { get; init; }

    /// <summary>Whether Groundwright applies the overlay itself, with kubectl. Default false.</summary>
    public bool AppliesDirectly { get; init; }

    /// <summary>Folder of a CDK app; null: another kind.</summary>
    public string? Cdk { get; init; }

    /// <summary>Stacks of a CDK app, by the names the app gives them; <c>{environment}</c> is replaced. Empty: all.</summary>
    public IReadOnlyList<string> Stacks { get; init; } = [];

    /// <summary>Context of a CDK app; <c>{environment}</c>, <c>{image}</c> and <c>{outputs...}</c> are replaced. Never secrets.</summary>
    public IReadOnlyDictionary<string, string> Context { get; init; } = new Dictionary<string, string>();

    /// <summary>Account of the environment; null: not checked. Comes from <see cref="EnvironmentSettings.Account"/>.</summary>
    public string? Account { get; init; }

    /// <summary>Region of the environment; null: as the tools find it. Comes from <see cref="EnvironmentSettings.Region"/>.</summary>
    public string? Region { get; init; }

    /// <summary>Targets that must be applied before this one.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Terraform workspace; <c>{environment}</c> is replaced. Null: <c>default</c>.</summary>
    public string? Workspace { get; init; }

    /// <summary>Terraform <c>-backend-config</c> values; <c>{environment}</c> and <c>{repository}</c> are replaced.</summary>
    public IReadOnlyDictionary<string, string> Backend { get; init; } = new Dictionary<string, string>();

    /// <summary>Terraform variable files, relative to the repository; <c>{environment}</c> is replaced.</summary>
    public IReadOnlyList<string> VarFiles { get; init; } = [];

    /// <summary>Terraform variables; <c>{environment}</c>, <c>{root}</c> (the person's checkout) and <c>{image}</c> are replaced. Never secrets: those come from the environment.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// File of a local Terraform state, relative to the person's checkout; <c>{environment}</c> is replaced. Null: Groundwright keeps it under the git
    /// common directory. Only for roots without a remote backend.
    /// </summary>
    public string? State { get; init; }

    /// <summary>Names of environment variables its tool may see besides the basics (credentials, endpoints). Values never stand here.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>
    /// Hosts that its tools may talk to from their room while they initialise, check and plan. Null: nobody said, and where they need a network they have the machine's.
    /// Empty: none.
    /// </summary>
    public IReadOnlyList<EgressHost>? Egress { get; init; }

    /// <summary>What is different in some environments, by name; what is not said there is as said here.</summary>
    public IReadOnlyDictionary<string, TargetOverrides> In { get; init; } = new Dictionary<string, TargetOverrides>();

    /// <summary>Outputs of other targets that its values use, as <c>target.output</c>.</summary>
    public IEnumerable<string> Inputs => Variables.Values.Concat(Backend.Values).Concat(Context.Values).SelectMany(Environments.TargetInputs.In);

    /// <summary>Whether it is made of a machine image: <c>{image}</c> stands in one of its values.</summary>
    public bool TakesImage => Variables.Values.Concat(Context.Values).Concat(Commands?.Words ?? []).Any(Environments.TargetInputs.TakesImage);

    /// <summary>The settings as they are in an environment, with its account and region.</summary>
    public TargetSettings For(EnvironmentSettings environment) => For(environment.Name) with { Account = environment.Account, Region = environment.Region, Flux = Flux?.For(environment.Name) };

    /// <summary>The settings as they are in an environment.</summary>
    public TargetSettings For(string environment) => In.GetValueOrDefault(environment) is not { } other ? this : this with
    {
        Workspace = other.Workspace ?? Workspace,
        Backend = Merge(Backend, other.Backend),
        Variables = Merge(Variables, other.Variables),
        VarFiles = [.. VarFiles, .. other.VarFiles],
        Environment = [.. Environment.Union(other.Environment)],
        Egress = other.Egress is null ? Egress : [.. (Egress ?? []).Union(other.Egress)],
    };

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> all, IReadOnlyDictionary<string, string> some)
    {
        var merged = new Dictionary<string, string>(all);
        foreach (var (name, value) in some) merged[name] = value;
        return merged;
    }
}

/// <summary>What a target has of its own in one environment.</summary>
public sealed record TargetOverrides
{
    /// <summary>Replaces <see cref="TargetSettings.Workspace"/>.</summary>
    public string? Workspace { get; init; }

    /// <summary>Added to <see cref="TargetSettings.Backend"/>, name by name.</summary>
    public IReadOnlyDictionary<string, string> Backend { get; init; } = new Dictionary<string, string>();

    /// <summary>Added to <see cref="TargetSettings.Variables"/>, name by name.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Read after <see cref="TargetSettings.VarFiles"/>.</summary>
    public IReadOnlyList<string> VarFiles { get; init; } = [];

    /// <summary>Seen besides <see cref="TargetSettings.Environment"/>.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Talked to besides <see cref="TargetSettings.Egress"/>; null: nothing is said here.</summary>
    public IReadOnlyList<EgressHost>? Egress { get; init; }
}

/// <summary><c>flux:</c> of a target: the objects of Flux that bring the overlay into the cluster.</summary>
public sealed record FluxSettings
{
    /// <summary>Branch that Flux watches, which only Groundwright writes. Null: the default branch, where the merge is what Flux waits for.</summary>
    public string? Branch { get; init; }

    /// <summary>Name of the Kustomization of Flux. Null: the name of the target.</summary>
    public string? Kustomization { get; init; }

    /// <summary>Name of the GitRepository of Flux. Null: what the Kustomization refers to.</summary>
    public string? Source { get; init; }

    /// <summary>Namespace of the Kustomization. Default <c>flux-system</c>.</summary>
    public string Namespace { get; init; } = "flux-system";

    /// <summary>The names as they are in an environment: <c>{environment}</c> is replaced in each of them.</summary>
    public FluxSettings For(string environment)
    {
        return this with { Branch = In(Branch), Kustomization = In(Kustomization), Source = In(Source), Namespace = In(Namespace)! };

        string? In(string? name) => name?.Replace("{environment}", environment, StringComparison.Ordinal);
    }
}

/// <summary><c>commands:</c> of a target. Each is a program with arguments, split like a shell would split words, run without a shell.</summary>
public sealed record CommandsSettings
{
    /// <summary>Checks the files. Null: nothing to check.</summary>
    public IReadOnlyList<string>? Validate { get; init; }

    /// <summary>Prints what would change; what it prints is the plan and is hashed.</summary>
    public required IReadOnlyList<string> Plan { get; init; }

    /// <summary>Makes the change. Gets the plan's file in <c>GROUNDWRIGHT_PLAN</c>.</summary>
    public required IReadOnlyList<string> Apply { get; init; }

    /// <summary>Takes everything away. Null: cannot be destroyed.</summary>
    public IReadOnlyList<string>? Destroy { get; init; }

    /// <summary>Tells by exit code whether the apply of <c>GROUNDWRIGHT_PLAN</c> happened: 0 yes, 1 no, else unknown. Null: cannot be told.</summary>
    public IReadOnlyList<string>? Probe { get; init; }

    /// <summary>Prints outputs as a JSON object of strings. Null: none.</summary>
    public IReadOnlyList<string>? Outputs { get; init; }

    /// <summary>The words in which <c>{image}</c> is replaced: those of all commands but <see cref="Validate"/>, which looks at files only.</summary>
    public IEnumerable<string> Words => Plan.Concat(Apply).Concat(Destroy ?? []).Concat(Probe ?? []).Concat(Outputs ?? []);
}

/// <summary>One entry of <c>environments:</c>.</summary>
public sealed record EnvironmentSettings
{
    /// <summary>Its key.</summary>
    public required string Name { get; init; }

    /// <summary>Whether what is merged is deployed here without being asked. Default false.</summary>
    public bool Auto { get; init; }

    /// <summary>Environments a change must have reached first.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Shown after a deploy.</summary>
    public string? Url { get; init; }

    /// <summary>How to tell that it works.</summary>
    public IReadOnlyList<HealthCheckSettings> Health { get; init; } = [];

    /// <summary>Commands that must pass after a deploy, run without a shell.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Tests { get; init; } = [];

    /// <summary>Names of environment variables its health checks and tests may see besides the basics; what its targets may see is theirs alone. Values never stand here.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>How long a change must have been here before it may go on.</summary>
    public TimeSpan? Soak { get; init; }

    /// <summary>Whether the soak time before it may be skipped by a hotfix and by <c>--no-soak</c>. Default false.</summary>
    public bool HotfixSkipsSoak { get; init; }

    /// <summary>Who must agree. Null: nobody.</summary>
    public ApprovalSettings? Approvals { get; init; }

    /// <summary>When it may be changed, such as <c>Mon-Fri 09:00-16:00 Europe/Berlin</c>. Null: always.</summary>
    public string? Window { get; init; }

    /// <summary>More times when it may be changed: one of all its windows must be open. Empty: only <see cref="Window"/>.</summary>
    public IReadOnlyList<string> Windows { get; init; } = [];

    /// <summary>Days on which it is not changed, whatever the windows say.</summary>
    public IReadOnlyList<FreezeSettings> Freezes { get; init; } = [];

    /// <summary>Names of targets deployed here. Empty: all.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Whether careless ways in (uncommitted configuration, self-attested approval, destroy) are refused. Default: true when approvals are required.</summary>
    public bool Protected { get; init; }

    /// <summary>Account it lives in, such as 12 digits of AWS; what the credentials lead to must be this. Null: not checked.</summary>
    public string? Account { get; init; }

    /// <summary>Region of its cloud; given to tools as AWS_REGION. Null: as the tools find it.</summary>
    public string? Region { get; init; }

    /// <summary>Name of the kubectl context of its cluster. Null: the current one.</summary>
    public string? Cluster { get; init; }

    /// <summary>Why nothing is deployed there for now; null: it may be.</summary>
    public string? Freeze { get; init; }

    /// <summary>Names of people who may deploy there. Empty: whoever may write to the repository.</summary>
    public IReadOnlyList<string> Deployers { get; init; } = [];

    /// <summary>What is done when it is not healthy after a deploy.</summary>
    public FailurePolicy OnFailure { get; init; } = FailurePolicy.Stop;

    /// <summary>What an automatic deploy does that finds others waiting.</summary>
    public bool Supersede { get; init; } = true;

    /// <summary>Targets applied at the same time at most. Default 4.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Whether targets that do not depend on a failed one are still applied. Default false.</summary>
    public bool GoOn { get; init; }

    /// <summary>Whether a person must say that it works, after the checks. Default false.</summary>
    public bool Confirm { get; init; }

    /// <summary>Whether a target is deployed here.</summary>
    public bool Deploys(TargetSettings target) => Targets.Count == 0 || Targets.Contains(target.Name);

    /// <summary>Whether an account has the form of those of AWS.</summary>
    public static bool IsOfAws(string account) => account.Length == 12 && account.All(char.IsAsciiDigit);
}

/// <summary>What is done when an environment is not healthy after a deploy.</summary>
public enum FailurePolicy
{
    /// <summary>The release is marked as failed, the run fails, a person decides.</summary>
    Stop,

    /// <summary>The last good release is planned and applied again, by the rules of a rollback.</summary>
    Rollback,

    /// <summary>The run waits for a person to say: keep it, or go back.</summary>
    Ask,
}

/// <summary>One entry of <c>notify:</c>.</summary>
public sealed record NotifySettings
{
    /// <summary>Secret reference (<c>env:NAME</c>) to a Slack webhook; null: another kind.</summary>
    public string? SlackWebhook { get; init; }

    /// <summary><c>failed</c>, <c>waiting</c>, <c>shipped</c>.</summary>
    public IReadOnlyList<string> On { get; init; } = [];
}

/// <summary><c>policy:</c></summary>
public sealed record PolicySettings
{
    /// <summary>Exceptions, each with an owner and an end.</summary>
    public IReadOnlyList<WaiverSettings> Waivers { get; init; } = [];
}

/// <summary>One exception from a policy rule.</summary>
/// <param name="Rule">Rule id, such as <c>db-001</c>.</param>
/// <param name="Resource">Address it is for; <c>*</c> at the end matches the rest.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Expires">Last day it holds.</param>
public sealed record WaiverSettings(string Rule, string Resource, string Owner, string Reason, DateOnly Expires);

/// <summary><c>plan:</c></summary>
public sealed record PlanSettings
{
    /// <summary>Whether the run waits until a person has chosen one of the options of the spec. Default false.</summary>
    public bool ChooseOption { get; init; }
}

/// <summary><c>ship:</c></summary>
public sealed record ShipSettings
{
    /// <summary>Whether <c>zte</c> may ship without a person. Default false.</summary>
    public bool ZeroTouch { get; init; }

    /// <summary>Whether the owner works alone and may approve their own changes, recorded as self-attested. Default false.</summary>
    public bool SoloOperator { get; init; }

    /// <summary>How often failed tests go back to the agent. Default 2.</summary>
    public int FixAttempts { get; init; } = 2;
}
