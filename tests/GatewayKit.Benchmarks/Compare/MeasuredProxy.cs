using GatewayKit.Benchmarks.Roles;
using GatewayKit.Benchmarks.Servers;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>A process of a variant.</summary>
internal sealed class MeasuredProxy(Variant variant, ChildProcess server, ServerPorts ports) : IDisposable
{
    public Variant Variant => variant;

    public ServerPorts Ports => ports;

    public List<Sample> Samples { get; } = [];

    public Task<Usage> UsageAsync() => server.AskAsync<Usage>(ServerRole.Usage);

    public Task<long> MemoryAsync() => server.AskAsync<long>(ServerRole.Memory);

    public void Dispose() => server.Dispose();
}
