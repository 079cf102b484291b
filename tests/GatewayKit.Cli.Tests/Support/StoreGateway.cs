using System.Net.Http.Headers;
using System.Text;

namespace GatewayKit.Cli.Tests.Support;

/// <summary>A <c>gatewaykit run</c> with a store and an admin address, and the commands <c>gatewaykit config</c> for it.</summary>
internal sealed class StoreGateway : IAsyncDisposable
{
    public const string Key = "0123456789abcdef-config";

    private readonly HttpClient _client;

    private StoreGateway(RunningGateway gateway, WorkFolder folder, string admin)
    {
        (Gateway, Folder, Admin) = (gateway, folder, admin);
        _client = new HttpClient { BaseAddress = new Uri(admin), Timeout = Bound.Time };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    public RunningGateway Gateway { get; }

    public WorkFolder Folder { get; }

    public string Admin { get; }

    public static async Task<StoreGateway> StartAsync()
    {
        var folder = new WorkFolder();
        var gateway = await RunningGateway.StartAsync(
            folder.Path, [("GATEWAYKIT_ADMIN_KEY", Key)], "--store", "gateway.db", "--admin-urls", "http://127.0.0.1:0");
        return new StoreGateway(gateway, folder, await gateway.AdminAsync());
    }

    /// <summary>Runs a command such as <c>diff</c> with the key in its environment.</summary>
    public Task<ToolResult> ConfigAsync(string command, params string[] arguments) => ConfigAsync([], command, arguments);

    public Task<ToolResult> ConfigAsync(
        IEnumerable<(string Name, string Value)> environment, string command, params string[] arguments)
        => ResidentTool.RunAsync(
            Folder.Path, [("GATEWAYKIT_ADMIN_KEY", Key), .. environment], ["config", command, "--admin", Admin, .. arguments]);

    /// <summary>Runs a command in a process of its own.</summary>
    public async Task<ToolResult> ConfigProcessAsync(
        IEnumerable<(string Name, string Value)> environment, string command, params string[] arguments)
    {
        await using var tool = ToolProcess.Start(
            Folder.Path, [("GATEWAYKIT_ADMIN_KEY", Key), .. environment], ["config", command, "--admin", Admin, .. arguments]);
        return await tool.EndAsync();
    }

    public Task<string> GetAsync(string path) => _client.GetStringAsync(new Uri(path, UriKind.Relative)).WaitAsync(Bound.Time);

    /// <summary>Waits until the gateway answers with a status: it applies a revision within a second.</summary>
    public async Task ServesAsync(string path, int status)
    {
        using var patience = new CancellationTokenSource(Bound.Time);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            using var response = await Gateway.Client.GetAsync(new Uri(path, UriKind.Relative), patience.Token);
            if ((int)response.StatusCode == status)
                return;
            await ticks.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>Creates an entry like another writer.</summary>
    public async Task PutAsync(string key, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.PutAsync(new Uri($"/v1/entries/{key}", UriKind.Relative), content).WaitAsync(Bound.Time);
        Xunit.Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync().WaitAsync(Bound.Time));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Gateway.DisposeAsync();
        Folder.Dispose();
    }
}
