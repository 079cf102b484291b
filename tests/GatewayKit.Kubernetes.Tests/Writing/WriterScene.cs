using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Api;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Status;
using GatewayKit.Kubernetes.Tests.Hosting;
using GatewayKit.Kubernetes.TestServer;
using GatewayKit.Kubernetes.Translation;
using GatewayKit.Kubernetes.Watching;
using k8s;
using Microsoft.Extensions.Logging.Abstractions;

namespace GatewayKit.Kubernetes.Tests.Writing;

/// <summary>An API server with stores that follow it, and a running writer of statuses.</summary>
internal sealed class WriterScene : IAsyncDisposable
{
    public const string Controller = "gatewaykit.io/gateway-controller";

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private CancellationTokenSource _leads = new();
    private Task _leading = Task.CompletedTask;
    private readonly ClusterFeed _feed = new(TimeProvider.System);
    private readonly List<Task> _running = [];

    private WriterScene(TestApiServer server, TimeProvider time)
    {
        Server = server;
        using var kubeconfig = new MemoryStream(Encoding.UTF8.GetBytes(server.Kubeconfig()));
        Client = KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig);
        Api = ApiServer.Connect(Client, TimeProvider.System);
        Stores = new ClusterStores([], _feed);
        _time = time;
        Statuses = CreateWriter();
        _feed.StatusSeen += (kind, name) => Statuses.Look(kind, name);
    }

    public TestApiServer Server { get; }

    public KubernetesClientConfiguration Client { get; }

    public ApiServer Api { get; }

    public ClusterStores Stores { get; }

    public StatusWriter Statuses { get; private set; }

    /// <summary>Starts an API server with objects, and waits until the stores have them.</summary>
    public static async Task<WriterScene> StartAsync(string manifests, TimeProvider? time = null)
    {
        var server = await TestApiServer.StartAsync();
        server.Apply(TestDefinitions.Yaml);
        server.Apply(manifests);
        var scene = new WriterScene(server, time ?? TimeProvider.System);
        foreach (var reflector in scene.Stores.CreateReflectors(
            scene.Api, WatchSettings.Default, new ReflectorHealth(), TimeProvider.System, NullLogger.Instance))
            scene._running.Add(reflector.RunAsync(scene._stop.Token));
        await scene._feed.NextAsync(scene.Stores, scene._stop.Token).WaitAsync(Limit);
        server.Requests.Clear();
        return scene;
    }

    /// <summary>Starts an API server with objects, and a writer.</summary>
    public static async Task<WriterScene> RunAsync(string manifests, TimeProvider? time = null)
    {
        var scene = await StartAsync(manifests, time);
        scene.Lead();
        return scene;
    }

    /// <summary>Runs another writer instead of the one that was stopped, as a new leader does.</summary>
    public void Replace()
    {
        Statuses.Dispose();
        Statuses = CreateWriter();
        Lead();
    }

    /// <summary>Stops the writer.</summary>
    public async Task StopAsync()
    {
        await _leads.CancelAsync();
        await _leading.WaitAsync(Limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Returns the number of statuses that were sent.</summary>
    public int Writes(string resource) => Server.Requests.Count("patch", $"{resource}/status");

    /// <summary>Runs a loop until the scene ends.</summary>
    public void Run(Func<CancellationToken, Task> loop) => _running.Add(loop(_stop.Token));

    /// <summary>Passes statuses to the writer.</summary>
    public void Want(params (ResourceKind Kind, string Name, object Status)[] statuses) => Statuses.Use(Published(statuses));

    public static PublishedTranslation Published(params (ResourceKind Kind, string Name, object Status)[] statuses) => new(
        new Kubernetes.Translation.Translation
        {
            Statuses = [.. statuses.Select(status => new ResourceStatus(Owner(status.Kind, status.Name), status.Status))],
        }, []);

    public static ResourceOwner Owner(ResourceKind kind, string name)
        => new(kind, new ResourceName(kind == ResourceKind.GatewayClass ? "" : "default", name));

    public Task<JsonObject?> WaitAsync(string kind, string name, Func<JsonObject?, bool> condition)
        => Server.WaitAsync(kind, kind == "GatewayClass" ? null : "default", name, condition, Limit);

    /// <summary>Waits until a condition holds.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
            await Task.Delay(5, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _stop.CancelAsync();
        await Task.WhenAll(_running).WaitAsync(Limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Statuses.Dispose();
        _feed.Dispose();
        Api.Dispose();
        await Server.DisposeAsync();
        _stop.Dispose();
        _leads.Dispose();
    }

    private StatusWriter CreateWriter() => new(
        Api, Stores, new StatusMerge(Controller), new OwnStatuses(Controller), _time, NullLogger<StatusWriter>.Instance);

    private void Lead()
    {
        _leads.Dispose();
        _leads = new CancellationTokenSource();
        _leading = Statuses.RunAsync(_leads.Token);
    }
}
