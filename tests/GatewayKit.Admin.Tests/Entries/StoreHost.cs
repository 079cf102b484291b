using System.Text.Json.Nodes;
using GatewayKit.Admin.Tests.Support;
using GatewayKit.Store;
using GatewayKit.Testing;
using GatewayKit.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Admin.Tests.Entries;

/// <summary>A gateway with a store and keys, and a client for its admin API.</summary>
internal sealed class StoreHost : IAsyncDisposable
{
    public const string Orders = """{ "clusterId": "orders", "match": { "path": "/orders" } }""";

    private readonly DirectoryInfo _folder;

    private StoreHost(AdminHost admin, DirectoryInfo folder) => (Admin, _folder) = (admin, folder);

    public AdminHost Admin { get; }

    /// <summary>The cluster that <see cref="Orders"/> needs.</summary>
    public string Cluster => $$"""
        { "destinations": { "one": { "address": "{{Admin.Gateway.Upstream.Address}}" }, "two": { "address": "http://127.0.0.1:9" } } }
        """;

    public static async Task<StoreHost> StartAsync(
        bool usesPostgres = false, Action<GatewayTestSetup>? setUp = null, string? connection = null,
        Action<AdminApiOptions>? configure = null, Action<StoreOptions>? configureStore = null)
    {
        var folder = Directory.CreateTempSubdirectory("gatewaykit-admin-");
        var store = connection ?? (usesPostgres
            ? await (await PostgresServer.Shared).CreateDatabaseAsync()
            : Path.Combine(folder.FullName, "gateway.db"));
        return new StoreHost(
            await AdminHost.StartWithKeysAsync("{}", setup =>
            {
                setup.WithGateway(gateway => gateway.UseStore(store, options =>
                {
                    options.CopyPath = Path.Combine(folder.FullName, "last-good");
                    options.Timeout = TimeSpan.FromMinutes(1);
                    configureStore?.Invoke(options);
                }));
                setUp?.Invoke(setup);
            }, configure),
            folder);
    }

    public Task<AdminAnswer> SendAsync(
        string method, string path, string? body = null, string key = AdminHost.AdminKey, params (string Name, string Value)[] headers)
        => Admin.SendAsync(new HttpMethod(method), path, key, body, headers);

    /// <summary>Sends a request that must succeed.</summary>
    public async Task<JsonNode> DoAsync(
        string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        var answer = await SendAsync(method, path, body, AdminHost.AdminKey, headers);
        Assert.True(answer.Status is 200 or 201, $"{method} {path}: {answer.Status} {answer.Text}");
        return answer.Json;
    }

    /// <summary>Writes the route and the cluster <c>orders</c> as one revision.</summary>
    public Task<JsonNode> AddOrdersAsync() => DoAsync("POST", "/v1/transactions", $$"""
        { "basedOn": 0, "message": "Add orders", "changes": [
          { "key": "routes/orders", "content": {{Orders}}, "labels": { "team": "orders" } },
          { "key": "clusters/orders", "content": {{Cluster}} } ] }
        """);

    /// <summary>Waits until the gateway answers a request with a status.</summary>
    public async Task AnswersAsync(string path, int status, string? key = null)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        var last = 0;
        while (true)
        {
            Assert.False(end.IsCancellationRequested, $"{path} is answered with {last}, not {status}.");
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (key is not null)
                request.Headers.Add("X-Api-Key", key);
            using var response = await Admin.Gateway.Client.SendAsync(request).WaitAsync(AdminHost.Patience);
            last = (int)response.StatusCode;
            if (last == status)
                return;
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Admin.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
