namespace Groundwright.Cli.Views.Screens;

/// <summary>What every screen needs to know of its reader.</summary>
internal sealed record ScreenScope(int Width, DateTimeOffset Now, TimeZoneInfo Zone);
