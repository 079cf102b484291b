using System.Globalization;
using System.Net;
using GatewayKit.Benchmarks.Compare;
using GatewayKit.Benchmarks.Roles;
using GatewayKit.Benchmarks.Servers;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>A gateway's process, as a load balancer sees it.</summary>
internal sealed class Replica : IDisposable
{
    /// <summary>The time that a load balancer needs to learn that a replica isn't ready.</summary>
    private static readonly TimeSpan s_notice = TimeSpan.FromSeconds(1);

    private readonly ChildProcess _process;

    private readonly int _id;

    private Replica(ChildProcess process, int id, string name, int port)
    {
        (_process, _id, Name, EndPoint) = (process, id, name, new IPEndPoint(IPAddress.Parse(Manifests.Address), port));
        Probe = new HttpClient { BaseAddress = new Uri($"http://{EndPoint}"), Timeout = TimeSpan.FromSeconds(10) };
    }

    public string Name { get; }

    public IPEndPoint EndPoint { get; }

    /// <summary>A client for probes, which aren't part of the load.</summary>
    public HttpClient Probe { get; }

    /// <summary>Whether the load balancer sends new requests.</summary>
    public bool IsReady { get; private set; } = true;

    /// <summary>Starts a replica. It serves the whole cluster then.</summary>
    public static async Task<Replica> StartAsync(string kubeconfig, int port, int number, string runtimeConfig)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"replica-{number}");
        string[] arguments = [kubeconfig, name, number.ToString(CultureInfo.InvariantCulture)];
        var (process, id) = await ChildProcess.StartAsync<int>(ReplicaRole.Name, arguments, null, runtimeConfig).ConfigureAwait(false);
        return new Replica(process, id, name, port + number);
    }

    public Task<Usage> UsageAsync() => _process.AskAsync<Usage>(ServerRole.Usage);

    public Task<long> MemoryAsync() => _process.AskAsync<long>(ServerRole.Memory);

    /// <summary>Stops the replica as Kubernetes does: the signal comes first, and the load balancer learns it later.</summary>
    public async Task StopAsync()
    {
        Termination.Send(_id);
        await Task.Delay(s_notice).ConfigureAwait(false);
        IsReady = false;
        await _process.WaitForExitAsync().ConfigureAwait(false);
    }

    /// <summary>Ends the process at once, without any signal to it. No client can use it at that moment.</summary>
    public async Task KillAsync()
    {
        IsReady = false;
        await Task.Delay(s_notice).ConfigureAwait(false);
        _process.Kill();
    }

    public void Dispose()
    {
        Probe.Dispose();
        _process.Dispose();
    }
}
