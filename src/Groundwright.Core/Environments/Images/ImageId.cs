using System.Text.RegularExpressions;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments.Images;

/// <summary>Ids of machine images as EC2 gives them: <c>ami-</c> and 8 or 17 hexadecimal digits.</summary>
public static partial class ImageId
{
    /// <summary>Stands for the newest image that was built, where an id may be said.</summary>
    public const string Latest = "latest";

    /// <summary>Whether a text is such an id.</summary>
    public static bool Is(string text) => Shape().IsMatch(text);

    /// <summary>What a person typed: an id, or <see cref="Latest"/>.</summary>
    /// <exception cref="GroundwrightException">GW2006: it is neither.</exception>
    public static string Parse(string text) => text == Latest || Is(text) ? text : throw new GroundwrightException(Problem.Of(TargetProblems.BadImage,
        $"`{text}` is no id of a machine image", "An id is `ami-` and 8 or 17 digits from 0 to 9 and a to f, such as ami-0abc1234def567890; `latest` is the newest one that was built.\nNothing was started.",
        new Remedy("aws ec2 describe-images --owners self", "lists the images of the account"), new Remedy("gw deploy <environment> --image latest", "takes the newest one that was built here")));

    [GeneratedRegex(@"^ami-([0-9a-f]{8}|[0-9a-f]{17})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
