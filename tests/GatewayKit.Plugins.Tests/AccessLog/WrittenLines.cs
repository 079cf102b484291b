using GatewayKit.AccessLog;

namespace GatewayKit.Plugins.Tests.AccessLog;

/// <summary>A place for lines that counts them.</summary>
internal sealed class WrittenLines : ILogTarget
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public ValueTask WriteAsync(IReadOnlyList<LogLine> lines, CancellationToken cancellation)
    {
        Interlocked.Add(ref _count, lines.Count);
        return default;
    }

    public ValueTask DisposeAsync() => default;
}
