using System.Diagnostics.CodeAnalysis;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>A host that tools may talk to.</summary>
internal sealed class EgressHostShape : TextShape<EgressHost>
{
    public override string Says => "the name of a host, such as sts.amazonaws.com, *.amazonaws.com or 127.0.0.1:9000";

    protected override string Pattern => EgressHost.Pattern;

    protected override bool Parse(Cursor at, string text, [MaybeNullWhen(false)] out EgressHost value) =>
        EgressHost.TryParse(text, out value, out var why) || at.ReportValue($"{at.Label} must be {why}, not {Words.Show(text)}");
}
