using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Sections;

/// <summary><c>plan:</c></summary>
internal static class PlanSection
{
    private static readonly Key<bool> ChooseOption = new("chooseOption", new FlagShape(),
        "Whether the run waits until a person has chosen one of the options of the spec. `zte` waits for nobody and keeps to the spec's decision.")
    { Default = "false" };

    public static ObjectShape<PlanSettings> Shape { get; } = new([ChooseOption], fields => new PlanSettings { ChooseOption = fields.Get(ChooseOption, false) });
}
