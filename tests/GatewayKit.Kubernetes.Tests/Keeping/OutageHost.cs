using System.Net;
using GatewayKit.Hosting;
using GatewayKit.Kubernetes.Keeping;
using GatewayKit.Kubernetes.Tests.Behavior;
using GatewayKit.Kubernetes.Tests.Hosting;
using GatewayKit.Kubernetes.TestServer;
using GatewayKit.Kubernetes.TestServer.Faults;
using GatewayKit.Testing;
using GatewayKit.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Kubernetes.Tests.Keeping;

/// <summary>An API server, a backend, and gateways that start one after another with the same folder.</summary>
internal sealed class OutageHost : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}");
    private readonly EchoServer _backend;
    private readonly int _port;
    private readonly List<GatewayTestHost> _gateways = [];

    private OutageHost(TestApiServer api, EchoServer backend, int port) => (Api, _backend, _port) = (api, backend, port);

    public TestApiServer Api { get; }

    public string CopyPath => Path.Combine(_folder, "cluster.copy");

    public IEnumerable<string> Writes => Api.Requests.Latest
        .Where(request => request.Verb is "create" or "update" or "patch" or "delete")
        .Select(request => $"{request.Verb} {request.Resource}");

    private string Kubeconfig => Path.Combine(_folder, "kubeconfig");

    /// <summary>Starts them, and waits until a copy with the route and its status is kept.</summary>
    public static async Task<OutageHost> StartAsync()
    {
        var api = await TestApiServer.StartAsync();
        api.Apply(TestDefinitions.Yaml);
        var host = new OutageHost(api, await EchoServer.StartAsync(), FreePort.Find());
        Directory.CreateDirectory(host._folder);
        api.WriteKubeconfig(host.Kubeconfig);
        api.Apply(host.Manifests);
        await host.StartGatewayAsync();
        await host.WaitForGenerationAsync();
        return host;
    }

    /// <summary>Stops the gateway, which then keeps its last state.</summary>
    public async Task StopGatewayAsync()
    {
        await StopGatewaysAsync();
        Assert.True(File.Exists(CopyPath));
    }

    /// <summary>Starts a gateway, which runs until this host is disposed.</summary>
    /// <param name="patience">The time that the API server has to answer before the copy is served. Default: 20 ms, which a busy machine
    /// exceeds also if the server answers.</param>
    public async Task<GatewayTestHost> StartGatewayAsync(TimeSpan? patience = null)
    {
        var gateway = await GatewayTestHost.StartAsync(setup => setup.WithGateway(
            builder => Configure(builder, patience ?? TimeSpan.FromMilliseconds(20))));
        _gateways.Add(gateway);
        return gateway;
    }

    private void Configure(GatewayKitBuilder gateway, TimeSpan patience)
    {
        gateway.LoadFromKubernetes(options =>
        {
            options.Kubeconfig = Kubeconfig;
            options.Addresses = KubernetesAddresses.Direct;
            options.KeptCopyFolder = _folder;
        });
        var settings = (KeptCopySettings)gateway.Services
            .Last(service => service.ServiceType == typeof(KeptCopySettings)).ImplementationInstance!;
        gateway.Services.AddSingleton(settings with
        {
            Patience = patience,
            Interval = TimeSpan.FromMilliseconds(20),
            Delay = TimeSpan.FromMilliseconds(20),
        });
    }

    /// <summary>Lets the lists of Secrets fail until the result is disposed.</summary>
    public Fault FailSecrets(HttpStatusCode status) => Api.Faults.Fail((int)status, "list", "secrets");

    /// <summary>Waits until the status of the route is that of its generation.</summary>
    public Task WaitForGenerationAsync() => Api.WaitAsync(
        "HTTPRoute", "default", "web",
        route => ClusterHost.Condition(route, "Accepted", "observedGeneration") == $"{route!["metadata"]!["generation"]}",
        ClusterHost.Limit);

    public static async Task WaitForLogAsync(GatewayTestHost gateway, string text)
    {
        using var limit = new CancellationTokenSource(ClusterHost.Limit);
        while (!gateway.Logs.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
            await Task.Delay(10, limit.Token);
    }

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string host)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{_port}/");
        request.Headers.Host = host;
        using var response = await client.SendAsync(request).WaitAsync(ClusterHost.Limit);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await StopGatewaysAsync();
        await _backend.DisposeAsync();
        await Api.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Waits for their last copies, which a disposal alone doesn't.</summary>
    private async Task StopGatewaysAsync()
    {
        foreach (var gateway in _gateways)
        {
            await gateway.StopAsync().WaitAsync(ClusterHost.Limit);
            await gateway.DisposeAsync();
        }

        _gateways.Clear();
    }

    private string Manifests => $$"""
        apiVersion: gateway.networking.k8s.io/v1
        kind: GatewayClass
        metadata: { name: gatewaykit }
        spec: { controllerName: gatewaykit.io/gateway-controller }
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: gateway, namespace: default }
        spec:
          gatewayClassName: gatewaykit
          listeners: [ { name: http, port: {{_port}}, protocol: HTTP } ]
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: web, namespace: default }
        spec: { ports: [ { port: 80, targetPort: {{_backend.Port}} } ] }
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: { name: web-1, namespace: default, labels: { kubernetes.io/service-name: web } }
        addressType: IPv4
        ports: [ { name: "", port: {{_backend.Port}}, protocol: TCP } ]
        endpoints: [ { addresses: [127.0.0.1], conditions: { ready: true } } ]
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: web, namespace: default }
        spec:
          parentRefs: [ { name: gateway } ]
          hostnames: [ web.test ]
          rules: [ { backendRefs: [ { name: web, port: 80 } ] } ]
        """;
}
