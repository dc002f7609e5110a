namespace Groundwright.Adapters.Terraform.Hcl;

/// <summary>What a piece of HCL is.</summary>
internal enum HclTokenKind
{
    Word,
    Text,
    Open,
    Close,
    Other,
}

/// <summary>A piece of HCL that is no comment and no space.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A word, the inside of a quoted text, or one character.</param>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="End">Where it has ended.</param>
internal readonly record struct HclToken(HclTokenKind Kind, string Text, int Start, int End);
