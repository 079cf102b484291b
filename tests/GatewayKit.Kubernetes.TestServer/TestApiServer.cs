using System.Text;
using GatewayKit.Kubernetes.TestServer.Access;
using GatewayKit.Kubernetes.TestServer.Controllers;
using GatewayKit.Kubernetes.TestServer.Faults;
using GatewayKit.Kubernetes.TestServer.Patching;
using GatewayKit.Kubernetes.TestServer.Requests;
using GatewayKit.Kubernetes.TestServer.Serving;
using GatewayKit.Kubernetes.TestServer.Writing;

namespace GatewayKit.Kubernetes.TestServer;

/// <summary>
/// An API server for tests: real HTTP, objects in memory, the behavior of a Kubernetes API server as clients see it. CEL rules of
/// CRDs aren't evaluated, and there are no controllers besides garbage collection, the deletion of namespaces and load balancers.
/// </summary>
public sealed partial class TestApiServer : IAsyncDisposable
{
    private readonly Cluster _cluster;
    private readonly Creation _creation;
    private readonly Update _update;
    private readonly Deletion _deletion;
    private readonly HttpListening _listening;

    private TestApiServer(TestApiServerOptions options)
    {
        _cluster = new Cluster(options);
        Faults = new FaultInjection();
        Watches = new WatchControl(_cluster);
        Access = new AccessControl(_cluster);
        var loadBalancers = new LoadBalancers(_cluster);
        _creation = new Creation(_cluster, loadBalancers);
        _deletion = new Deletion(_cluster);
        _update = new Update(_cluster, _creation, _deletion, loadBalancers);
        var patch = new Patch(_cluster, _update, new ServerSideApply(_cluster, _creation, _update));
        var endpoint = new ApiEndpoint(_cluster, Requests, Faults, Access, new ListEndpoint(_cluster),
            new WatchEndpoint(_cluster, Faults), new WriteEndpoint(_cluster, _creation, _update, patch, _deletion));
        _listening = new HttpListening(options, endpoint.Handle);
    }

    /// <summary>Gets the address: <c>http://127.0.0.1:PORT</c> or, with TLS, <c>https://127.0.0.1:PORT</c>.</summary>
    public Uri Address => _listening.Address;

    /// <summary>Gets the faults, which let requests fail.</summary>
    public FaultInjection Faults { get; }

    /// <summary>Gets the control of open watches.</summary>
    public WatchControl Watches { get; }

    /// <summary>Gets the control of tokens and permissions.</summary>
    public AccessControl Access { get; }

    /// <summary>Gets the counts of requests.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>Gets the certificate of the server's authority as PEM; <c>null</c> without TLS.</summary>
    public string? CertificateAuthority => _listening.CertificateAuthority;

    /// <summary>Gets the version of the latest write.</summary>
    public long Version => _cluster.Store.Version;

    /// <summary>Starts a server.</summary>
    /// <param name="options">The options; <c>null</c> for the defaults.</param>
    /// <returns>The server, which answers requests.</returns>
    public static async Task<TestApiServer> StartAsync(TestApiServerOptions? options = null)
    {
        options ??= new TestApiServerOptions();
        var server = new TestApiServer(options);
        foreach (var name in (ReadOnlySpan<string>)["default", "kube-system", "kube-public", "kube-node-lease"])
            server.EnsureNamespace(name);
        foreach (var path in options.Definitions)
            foreach (var file in FilesOf(path))
                server.ApplyDefinitions(file);
        await server._listening.StartAsync();
        return server;
    }

    /// <summary>Stops listening and breaks all connections. The objects stay.</summary>
    public Task StopAsync() => _listening.StopAsync();

    /// <summary>
    /// Listens again at the same address. As after a restart of a real server, the events of the past are forgotten: a watch of an
    /// older version fails with 410.
    /// </summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        _cluster.Store.Forget();
        Watches.ExpireContinueTokens();
        await _listening.StartAsync();
    }

    /// <summary>Creates a kubeconfig.</summary>
    /// <param name="token">The token; <c>null</c> for the administrator's.</param>
    /// <param name="namespace">The namespace of the context.</param>
    /// <returns>The YAML.</returns>
    public string Kubeconfig(string? token = null, string @namespace = "default")
    {
        var authority = CertificateAuthority is { } pem
            ? $"\n    certificate-authority-data: {Convert.ToBase64String(Encoding.ASCII.GetBytes(pem))}"
            : "";
        return $"""
            apiVersion: v1
            kind: Config
            current-context: test
            contexts:
            - name: test
              context: {"{"} cluster: test, user: test, namespace: {@namespace} {"}"}
            clusters:
            - name: test
              cluster:
                server: {Address.GetLeftPart(UriPartial.Authority)}{authority}
            users:
            - name: test
              user: {"{"} token: {token ?? Access.AdministratorToken} {"}"}
            """;
    }

    /// <summary>Writes a kubeconfig to a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="token">The token; <c>null</c> for the administrator's.</param>
    public void WriteKubeconfig(string path, string? token = null) => File.WriteAllText(path, Kubeconfig(token));

    /// <summary>Stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _listening.Dispose();
    }

    private static IEnumerable<string> FilesOf(string path)
        => Directory.Exists(path) ? Directory.GetFiles(path, "*.yaml").Order(StringComparer.Ordinal) : [path];
}
