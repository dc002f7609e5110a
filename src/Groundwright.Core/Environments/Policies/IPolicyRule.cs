namespace Groundwright.Core.Environments.Policies;

/// <summary>One built-in rule on a Terraform plan. One small class each; the list is <see cref="PolicyCatalog"/>.</summary>
public interface IPolicyRule
{
    /// <summary>Id that waivers and findings use, such as <c>db-001</c>. Never reused.</summary>
    string Id { get; }

    /// <summary>How bad a finding is.</summary>
    PolicySeverity Severity { get; }

    /// <summary>One line for the reference: what it finds, and why that matters.</summary>
    string Documentation { get; }

    /// <summary>What is wrong with a resource, one line each.</summary>
    IEnumerable<string> Check(PlannedResource resource);
}
