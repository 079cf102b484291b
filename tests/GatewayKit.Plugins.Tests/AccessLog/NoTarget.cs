using GatewayKit.AccessLog;

namespace GatewayKit.Plugins.Tests.AccessLog;

/// <summary>A place for lines that loses them.</summary>
internal sealed class NoTarget : ILogTarget
{
    public ValueTask WriteAsync(IReadOnlyList<LogLine> lines, CancellationToken cancellation) => default;

    public ValueTask DisposeAsync() => default;
}
