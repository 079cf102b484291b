using System.Collections.Concurrent;

namespace GatewayKit.AccessLog;

/// <summary>Lines that are not in use.</summary>
internal sealed class LogPool(LogFormat format, int capacity)
{
    private readonly ConcurrentQueue<LogLine> _free = new();
    private int _count;

    public LogLine Rent()
    {
        if (!_free.TryDequeue(out var line))
            return format.Create();

        Interlocked.Decrement(ref _count);
        return line;
    }

    public void Return(LogLine line)
    {
        if (!line.IsUsual)
            return;

        if (Interlocked.Increment(ref _count) <= capacity)
            _free.Enqueue(line);
        else
            Interlocked.Decrement(ref _count);
    }
}
