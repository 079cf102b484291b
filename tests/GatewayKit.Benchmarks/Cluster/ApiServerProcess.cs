using System.Text.Json.Nodes;
using GatewayKit.Benchmarks.Compare;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>The API server's process.</summary>
internal sealed class ApiServerProcess : IDisposable
{
    private readonly ChildProcess _process;
    private readonly SemaphoreSlim _turn = new(1, 1);

    private ApiServerProcess(ChildProcess process, string kubeconfig) => (_process, Kubeconfig) = (process, kubeconfig);

    /// <summary>The path of the kubeconfig.</summary>
    public string Kubeconfig { get; }

    public static async Task<ApiServerProcess> StartAsync(string folder, string? definitions)
    {
        string[] arguments = definitions is null ? [folder] : [folder, definitions];
        var (process, kubeconfig) = await ChildProcess.StartAsync<string>(ApiServerRole.Name, arguments, null, null).ConfigureAwait(false);
        return new ApiServerProcess(process, kubeconfig);
    }

    /// <summary>Creates or replaces objects.</summary>
    public Task ApplyAsync(params JsonObject[] resources) => AskAsync<bool>(ApiServerRole.Apply, resources);

    /// <summary>Sends a command.</summary>
    public async Task<T> AskAsync<T>(string command, object? argument = null)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            return await _process.AskAsync<T>(command, argument).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _process.Dispose();
        _turn.Dispose();
    }
}
