namespace Groundwright.Core.Environments.Figures;

/// <summary>How long things should take.</summary>
/// <param name="LeastSeconds">What is good.</param>
/// <param name="MostSeconds">What is still good enough.</param>
public sealed record FigureTarget(double LeastSeconds, double MostSeconds)
{
    /// <summary>A deploy to the first environment: 1 to 2 minutes.</summary>
    public static FigureTarget FirstDeploy { get; } = new(60, 120);

    /// <summary>A deploy to production: 2 to 3 minutes.</summary>
    public static FigureTarget ProductionDeploy { get; } = new(120, 180);

    /// <summary>Making a change: 30 seconds to 5 minutes.</summary>
    public static FigureTarget Generation { get; } = new(30, 300);

    /// <summary>From asking for a change to having it in the first environment: 10 to 30 minutes.</summary>
    public static FigureTarget FeedbackLoop { get; } = new(600, 1800);
}
