using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary><c>ship:</c></summary>
internal static class ShipSection
{
    private static readonly Key<bool> ZeroTouch = new("zeroTouch", new FlagShape(), "Whether `zte` may ship without a person.") { Default = "false" };

    private static readonly Key<bool> SoloOperator = new("soloOperator", new FlagShape(),
        "Whether the owner works alone and may approve their own changes, recorded as self-attested.")
    { Default = "false" };

    private static readonly Key<int> FixAttempts = new("fixAttempts", new WholeNumberShape(0, 10), "How often failed tests go back to the agent.") { Default = "2" };

    public static ObjectShape<ShipSettings> Shape { get; } = new([ZeroTouch, SoloOperator, FixAttempts], fields => new ShipSettings
    {
        ZeroTouch = fields.Get(ZeroTouch, false),
        SoloOperator = fields.Get(SoloOperator, false),
        FixAttempts = fields.Get(FixAttempts, 2),
    });
}
