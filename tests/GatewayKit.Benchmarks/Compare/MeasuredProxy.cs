using GatewayKit.Benchmarks.Roles;
using GatewayKit.Benchmarks.Servers;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>A process of a variant.</summary>
internal sealed class MeasuredProxy(Variant variant, ChildProcess server, ServerPorts ports) : IDisposable
{
    // The runtime compiles single methods again at any time, such as those of its own timers.
    private const int FewMethods = 10;
    private const int QuietChecks = 2;

    private long _compiledMethods;
    private int _quietChecks;

    public Variant Variant => variant;

    public ServerPorts Ports => ports;

    public List<Sample> Samples { get; } = [];

    /// <summary>Gets whether the runtime compiled nearly nothing between the last calls of <see cref="CheckWarmAsync"/>.</summary>
    public bool IsWarm => variant.IsProgram || _quietChecks >= QuietChecks;

    /// <summary>Compares the number of compiled methods with that of the last call.</summary>
    public async Task CheckWarmAsync()
    {
        var compiled = (await UsageAsync().ConfigureAwait(false)).CompiledMethods;
        _quietChecks = compiled - _compiledMethods <= FewMethods ? _quietChecks + 1 : 0;
        _compiledMethods = compiled;
    }

    public Task<Usage> UsageAsync() => server.AskAsync<Usage>(ServerRole.Usage);

    public Task<long> MemoryAsync() => server.AskAsync<long>(ServerRole.Memory);

    public void Dispose() => server.Dispose();
}
