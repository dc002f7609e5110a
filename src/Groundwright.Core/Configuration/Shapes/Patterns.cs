using System.Text.RegularExpressions;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>
/// Regular expressions that the reader and the schema share. Values are checked for line breaks before, so <c>$</c> means the same in both.
/// </summary>
internal static partial class Patterns
{
    public const string NameText = "^[a-z0-9][a-z0-9-]{0,62}$";
    public const string VariableText = "^[A-Za-z_][A-Za-z0-9_-]*$";
    public const string EnvironmentVariableText = "^[A-Za-z_][A-Za-z0-9_]*$";
    public const string ContextKeyText = @"^[^\s=]+$";
    public const string SecretReferenceText = "^env:[A-Za-z_][A-Za-z0-9_]*$";
    public const string LineText = @"^[^\u0000-\u001f\u007f]*[^\u0000-\u001f\u007f\s][^\u0000-\u001f\u007f]*$";
    public const string DurationText = "^(?=[0-9])([0-9]{1,5}d)?([0-9]{1,5}h)?([0-9]{1,5}m)?([0-9]{1,5}s)?$";
    public const string DateText = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
    public const string UrlText = @"^https?://[^\s@/?#]+([/?#]\S*)?$";
    public const string UrlOrPathText = @"^(https?://[^\s@/?#]+([/?#]\S*)?|/([^\s/]\S*)?)$";
    public const string TcpText = @"^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):[0-9]{1,5}$";
    public const string HostText = @"^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:[0-9]{1,5})?$";
    public const string AbsolutePathText = @"^/[^\u0000-\u001f\u007f/]+(/[^\u0000-\u001f\u007f/]+)*/?$";
    public const string WorkloadText = "^(deployment|statefulset|daemonset)/[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$";
    public const string TimeZoneText = "^[A-Za-z][A-Za-z0-9_+/-]*$";
    public const string WindowText = @"^((Mon|Tue|Wed|Thu|Fri|Sat|Sun)(-(Mon|Tue|Wed|Thu|Fri|Sat|Sun))?)(,(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(-(Mon|Tue|Wed|Thu|Fri|Sat|Sun))?)* ([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00) [A-Za-z][A-Za-z0-9_+/-]*$";

    /// <summary>Relative, with <c>/</c>, no <c>..</c>, no drive letter, no empty part. A leading <c>./</c> and a trailing <c>/</c> are fine.</summary>
    public const string PathText = @"^(?!/)(?!~)(?![A-Za-z]:)(?!(.*/)?\.\.(/|$))(?!.*//)[^\u0000-\u001f\u007f\\]+$";

    /// <summary>Nothing in braces but <c>{environment}</c>.</summary>
    public const string PlaceholderText = @"^([^{}]|\{environment\})*$";

    /// <summary>
    /// What <see cref="CommandWords"/> can split: quotes closed, and nothing outside of them that only a shell understands.
    /// </summary>
    public const string CommandText = """^(?=[^\r\n]*\S)([^'"\\|<>;&$`\r\n]|\\[^\r\n]|'[^'\r\n]*'|"([^"\\$`\r\n]|\\[^\r\n])*")+$""";

    [GeneratedRegex(NameText, RegexOptions.CultureInvariant)]
    public static partial Regex Name();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    public static partial Regex NotInNames();

    [GeneratedRegex(VariableText, RegexOptions.CultureInvariant)]
    public static partial Regex Variable();

    [GeneratedRegex(EnvironmentVariableText, RegexOptions.CultureInvariant)]
    public static partial Regex EnvironmentVariable();

    [GeneratedRegex(ContextKeyText, RegexOptions.CultureInvariant)]
    public static partial Regex ContextKey();

    [GeneratedRegex(SecretReferenceText, RegexOptions.CultureInvariant)]
    public static partial Regex SecretReference();

    [GeneratedRegex(DurationText, RegexOptions.CultureInvariant)]
    public static partial Regex Duration();

    [GeneratedRegex(DateText, RegexOptions.CultureInvariant)]
    public static partial Regex Date();

    [GeneratedRegex(UrlText, RegexOptions.CultureInvariant)]
    public static partial Regex Url();

    [GeneratedRegex(UrlOrPathText, RegexOptions.CultureInvariant)]
    public static partial Regex UrlOrPath();

    [GeneratedRegex(TcpText, RegexOptions.CultureInvariant)]
    public static partial Regex Tcp();

    [GeneratedRegex(HostText, RegexOptions.CultureInvariant)]
    public static partial Regex Host();

    [GeneratedRegex(AbsolutePathText, RegexOptions.CultureInvariant)]
    public static partial Regex AbsolutePath();

    [GeneratedRegex(WorkloadText, RegexOptions.CultureInvariant)]
    public static partial Regex Workload();

    [GeneratedRegex(LineText, RegexOptions.CultureInvariant)]
    public static partial Regex Line();

    [GeneratedRegex(TimeZoneText, RegexOptions.CultureInvariant)]
    public static partial Regex TimeZone();

    [GeneratedRegex(WindowText, RegexOptions.CultureInvariant)]
    public static partial Regex Window();

    [GeneratedRegex(PathText, RegexOptions.CultureInvariant)]
    public static partial Regex Path();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*=", RegexOptions.CultureInvariant)]
    public static partial Regex Assignment();

    [GeneratedRegex(PlaceholderText, RegexOptions.CultureInvariant)]
    public static partial Regex Placeholder();
}
