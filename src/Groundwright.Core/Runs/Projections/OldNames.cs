namespace Groundwright.Core.Runs.Projections;

/// <summary>What the old system called phases and workflows.</summary>
public static class OldNames
{
    /// <summary>The old name of a phase; null for one it did not have.</summary>
    public static string? OfPhase(string phase) => phase switch
    {
        "plan" => "ipe_plan_iso",
        "build" => "ipe_build_iso",
        "image" => "ipe_build_ami_iso",
        "test" => "ipe_test_iso",
        "review" => "ipe_review_iso",
        "document" => "ipe_document_iso",
        "ship" => "ipe_ship_iso",
        "patch" => "ipe_patch_iso",
        "deploy" => "ipe_deploy",
        "destroy" => "ipe_destroy",
        _ => null,
    };

    /// <summary>The old name of a workflow that consists of several phases; null for one it did not have.</summary>
    public static string? OfWorkflow(string workflow) => workflow switch
    {
        "sdlc" => "ipe_sdlc_iso",
        "zte" => "ipe_sdlc_zte_iso",
        _ => null,
    };

    /// <summary>
    /// The phases an old name stands for, in order. The two complete workflows stand for none: the old system listed the scripts they called as well, and
    /// only those say how far it got.
    /// </summary>
    public static IReadOnlyList<string> Phases(string oldName) => oldName switch
    {
        "ipe_plan_iso" => ["plan"],
        "ipe_build_iso" => ["build"],
        "ipe_build_ami_iso" => ["image"],
        "ipe_test_iso" => ["test"],
        "ipe_review_iso" => ["review"],
        "ipe_document_iso" => ["document"],
        "ipe_ship_iso" => ["ship"],
        "ipe_patch_iso" => ["patch"],
        "ipe_deploy" => ["deploy"],
        "ipe_destroy" => ["destroy"],
        "ipe_plan_build_iso" => ["plan", "build"],
        "ipe_plan_build_test_iso" => ["plan", "build", "test"],
        "ipe_plan_build_test_review_iso" => ["plan", "build", "test", "review"],
        "ipe_plan_build_document_iso" => ["plan", "build", "document"],
        "ipe_plan_build_review_iso" => ["plan", "build", "review"],
        _ => [],
    };
}
