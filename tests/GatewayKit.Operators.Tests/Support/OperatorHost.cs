using GatewayKit.Admin;
using GatewayKit.Store;
using GatewayKit.Testing;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Operators.Tests.Support;

/// <summary>A gateway with first-party plugins and the operators' pages: at <c>/ui</c> of the admin address, and at <c>/operate</c> of the
/// app.</summary>
internal sealed class OperatorHost : IAsyncDisposable
{
    public const string ViewerKey = "viewer-key-0123456789";
    public const string OperatorKey = "operator-key-0123456789";
    public const string AdminKey = "admin-key-0123456789";
    public const string TeamKey = "team-key-0123456789";

    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const string AddressText = "Health checks are answered on ";

    private readonly DirectoryInfo _folder;

    private OperatorHost(GatewayTestHost gateway, DirectoryInfo folder)
    {
        (Gateway, _folder) = (gateway, folder);
        var line = gateway.Logs.Lines.First(l => l.Contains(AddressText, StringComparison.Ordinal));
        Address = new Uri(line[(line.IndexOf(AddressText, StringComparison.Ordinal) + AddressText.Length)..].TrimEnd('.'));
    }

    public GatewayTestHost Gateway { get; }

    /// <summary>The admin address.</summary>
    public Uri Address { get; }

    public IGatewayStore Store => Gateway.Services.GetRequiredService<IGatewayStore>();

    /// <summary>Starts a gateway without keys.</summary>
    public static Task<OperatorHost> StartOpenAsync(string configuration = "{}", Action<GatewayTestSetup>? setUp = null)
        => StartAsync(configuration, _ => { }, hasStore: false, setUp);

    /// <summary>Starts a gateway with a key for each role, and one that is limited to a label.</summary>
    public static Task<OperatorHost> StartAsync(
        string configuration = "{}", bool hasStore = false, Action<GatewayTestSetup>? setUp = null)
        => StartAsync(configuration, AddKeys, hasStore, setUp);

    public static void AddKeys(AdminApiOptions options)
    {
        options.AddKey("vera", AdminRole.Viewer, ViewerKey);
        options.AddKey("otto", AdminRole.Operator, OperatorKey);
        options.AddKey("ada", AdminRole.Admin, AdminKey);
        options.AddKey("tina", AdminRole.Admin, TeamKey, new Dictionary<string, string> { ["team"] = "orders" });
    }

    public OperatorClient Open() => new(Address);

    /// <summary>Opens the browser of an operator who has signed in.</summary>
    public async Task<OperatorClient> OpenAsync(string key)
    {
        var client = Open();
        await client.SignInAsync(key);
        return client;
    }

    /// <summary>Writes entries of the store as one revision.</summary>
    public Task<long> WriteAsync(string message, params (string Key, string? Content)[] entries)
        => WriteAsync(message, [.. entries.Select(entry => new StoreChange { Key = EntryKey.Parse(entry.Key), Content = entry.Content })]);

    /// <summary>Writes changes as one revision.</summary>
    public async Task<long> WriteAsync(string message, IReadOnlyList<StoreChange> changes)
    {
        var content = await Store.ReadAsync().WaitAsync(Patience);
        var result = await Store.ApplyAsync(new StoreChangeSet
        {
            BasedOn = content.Revision,
            Author = "alice",
            Message = message,
            Changes = changes,
        }).WaitAsync(Patience);
        Assert.Empty(result.Errors);
        return result.Revision;
    }

    /// <summary>Waits until the gateway answers a request with a status.</summary>
    public async Task AnswersAsync(string path, int status, params (string Name, string Value)[] headers)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            foreach (var (name, value) in headers)
                request.Headers.Add(name, value);
            using var response = await Gateway.Client.SendAsync(request, end.Token);
            if ((int)response.StatusCode == status)
                return;
        }
        while (await ticks.WaitForNextTickAsync(end.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.StopAsync().WaitAsync(Patience);
        await Gateway.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static async Task<OperatorHost> StartAsync(
        string configuration, Action<AdminApiOptions> configure, bool hasStore, Action<GatewayTestSetup>? setUp)
    {
        var folder = Directory.CreateTempSubdirectory("gatewaykit-operators-");
        return new OperatorHost(await GatewayTestHost.StartAsync(setup =>
        {
            setup.WithConfiguration(configuration).WithGateway(gateway =>
            {
                foreach (var assembly in FirstPartyPlugins.Assemblies)
                    gateway.AddPluginsFrom(assembly);
                gateway.UseAdminUrls("http://127.0.0.1:0").UseAdminApi(configure).UseOperatorPages();
                if (hasStore)
                {
                    gateway.UseStore(Path.Combine(folder.FullName, "gateway.db"), options =>
                    {
                        options.CopyPath = Path.Combine(folder.FullName, "last-good");
                        options.Timeout = TimeSpan.FromMinutes(1);
                        options.Statistics.WriteInterval = TimeSpan.FromSeconds(1);
                    });
                }
            }).WithApp(app => app.MapGatewayKitOperators());
            setUp?.Invoke(setup);
        }).WaitAsync(Patience), folder);
    }
}
