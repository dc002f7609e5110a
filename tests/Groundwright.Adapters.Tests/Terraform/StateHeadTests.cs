using System.IO.Compression;
using Groundwright.Adapters.Terraform;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Terraform;

/// <summary>The state that a plan was made from is read from the plan itself, as terraform writes it.</summary>
[Covers("X7")]
public sealed class StateHeadTests : IDisposable
{
    private readonly TerraformBench bench = new TerraformBench().With("infra/app/main.tf", "resource \"terraform_data\" \"box\" {\n  input = 1\n}\n");
    private readonly TemporaryDirectory folder = new();

    [Fact]
    public async Task The_first_plan_is_bound_to_no_state()
    {
        var plan = await Plan();

        (plan.Binding["lineage"], plan.Binding["serial"]).ShouldBe(("none", "none"));
    }

    [Fact]
    public async Task A_plan_on_a_state_is_bound_to_what_state_pull_says()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(bench.StateFile())!);
        const string State = """{"version":4,"terraform_version":"1.5.0","serial":41,"lineage":"11111111-2222-3333-4444-555555555555","outputs":{},"resources":[]}""";
        await File.WriteAllTextAsync(bench.StateFile(), State, TestContext.Current.CancellationToken);

        var plan = await Plan();

        var pulled = StateHead.Parse(State);
        (plan.Binding["lineage"], plan.Binding["serial"]).ShouldBe((pulled.Lineage, pulled.Serial));
    }

    [Theory]
    [InlineData("not a plan that can be opened")]
    [InlineData("{\"meta\":{\"key_provider\":\"pbkdf2\"},\"encrypted_data\":\"AAAA\"}")]
    public void Where_the_plan_is_no_archive_it_is_not_told(string content)
    {
        folder.Write("plan", content);

        StateHead.InPlan(folder["plan"]).ShouldBeNull();
    }

    [Theory]
    [InlineData("tfplan", "{}")]
    [InlineData("tfstate", "{")]
    public void Where_the_archive_holds_no_state_it_is_not_told(string entry, string content)
    {
        using (var plan = ZipFile.Open(folder["plan"], ZipArchiveMode.Create))
        using (var writer = new StreamWriter(plan.CreateEntry(entry).Open())) writer.Write(content);

        StateHead.InPlan(folder["plan"]).ShouldBeNull();
    }

    public void Dispose()
    {
        bench.Dispose();
        folder.Dispose();
    }

    private Task<TargetPlan> Plan() => bench.Target(new TargetSettings { Name = "app", Terraform = "infra/app" }).Plan(bench.Scope(), TestContext.Current.CancellationToken);
}
