namespace Groundwright.Adapters.Terraform;

/// <summary>
/// Lets one process at a time fill the cache of providers, which the tool does not lock itself
/// (https://developer.hashicorp.com/terraform/cli/config/config-file#provider-plugin-cache). Roots that need no provider do not wait.
/// </summary>
internal sealed class PluginCacheLock(TerraformEnvironment environment, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task<IDisposable?> Enter(TerraformRoot root, CancellationToken cancellationToken)
    {
        if (!RootReach.NamesProviders(root)) return null;
        var file = Path.Combine(environment.PluginCache(), ".lock");
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
