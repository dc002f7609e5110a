using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary><c>commands:</c> of a target.</summary>
internal static class CommandsSection
{
    private static readonly Key<IReadOnlyList<string>> Validate = new("validate", new CommandShape(), "Checks the files.");

    private static readonly Key<IReadOnlyList<string>> Plan = new("plan", new CommandShape(),
        "Prints what would change. What it prints is the plan, and is hashed. `{image}` (the machine image of the deploy) is replaced, as in the four that follow.")
    { Required = true };

    private static readonly Key<IReadOnlyList<string>> Apply = new("apply", new CommandShape(),
        "Makes the change. Gets the plan's file in GROUNDWRIGHT_PLAN.")
    { Required = true };

    private static readonly Key<IReadOnlyList<string>> Destroy = new("destroy", new CommandShape(), "Takes everything away. Without it the target cannot be destroyed.");

    private static readonly Key<IReadOnlyList<string>> Probe = new("probe", new CommandShape(),
        "Tells whether the apply of GROUNDWRIGHT_PLAN happened: exit code 0 yes, 1 no, anything else unknown. Without it an interrupted apply waits for a person.");

    private static readonly Key<IReadOnlyList<string>> Outputs = new("outputs", new CommandShape(), "Prints outputs as a JSON object of strings.");

    public static ObjectShape<CommandsSettings> Shape { get; } = new([Validate, Plan, Apply, Destroy, Probe, Outputs], fields => new CommandsSettings
    {
        Validate = fields.Find(Validate),
        Plan = fields.Get(Plan, []),
        Apply = fields.Get(Apply, []),
        Destroy = fields.Find(Destroy),
        Probe = fields.Find(Probe),
        Outputs = fields.Find(Outputs),
    });
}
