using System.Diagnostics.CodeAnalysis;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>A host that tools may talk to.</summary>
internal sealed class ReachableHostShape : TextShape<ReachableHost>
{
    public override string Says => "the name of a host, such as sts.amazonaws.com, *.amazonaws.com or 127.0.0.1:9000";

    protected override string Pattern => ReachableHost.Pattern;

    protected override bool Parse(Cursor at, string text, [MaybeNullWhen(false)] out ReachableHost value) =>
        ReachableHost.TryParse(text, out value, out var why) || at.ReportValue($"{at.Label} must be {why}, not {Words.Show(text)}");
}
