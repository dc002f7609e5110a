namespace Groundwright.Cli;

/// <summary>The version of this build.</summary>
internal static class ProductVersion
{
    /// <summary>Such as <c>0.1.0</c>. Read from the runtime configuration: reflection on attributes would cost more than the whole command.</summary>
    public static string Current => AppContext.GetData("Groundwright.Version") as string ?? typeof(ProductVersion).Assembly.GetName().Version!.ToString(3);
}
