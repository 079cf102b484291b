using GatewayKit.AccessLog;

namespace GatewayKit.Plugins.Tests.AccessLog;

/// <summary>A place for lines that blocks like a full pipe, until the end of the test.</summary>
internal sealed class StuckTarget : ILogTarget, IDisposable
{
    private readonly ManualResetEventSlim _release = new();

    public bool HasEnded { get; private set; }

    public ValueTask WriteAsync(IReadOnlyList<LogLine> lines, CancellationToken cancellation)
    {
        HasEnded = _release.Wait(TimeSpan.FromSeconds(60), CancellationToken.None);
        return default;
    }

    public ValueTask DisposeAsync() => default;

    public void Dispose() => _release.Set();
}
