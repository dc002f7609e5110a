using Groundwright.Core.Environments;

namespace Groundwright.Adapters.Cdk;

/// <summary>An app in a fresh checkout, ready for the tool.</summary>
/// <param name="Scope">Where it is worked for.</param>
/// <param name="Directory">Folder of its <c>cdk.json</c>. Absolute.</param>
/// <param name="Program">The CDK CLI: a path into the checkout, or a name on PATH.</param>
internal sealed record CdkApp(TargetScope Scope, string Directory, string Program);
