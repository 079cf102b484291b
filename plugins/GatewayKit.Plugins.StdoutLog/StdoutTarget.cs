using System.Buffers;
using System.Text;
using GatewayKit.AccessLog;

namespace GatewayKit.Plugins.StdoutLog;

/// <summary>
/// Writes lines to standard output, a batch with one write. The console's writer is used: the stock host replaces it by one that doesn't
/// wait for its reader, and the console's own lock keeps the lines of several writers apart.
/// </summary>
internal sealed class StdoutTarget : ILogTarget
{
    public ValueTask WriteAsync(IReadOnlyList<LogLine> lines, CancellationToken cancellation)
    {
        var size = 0;
        foreach (var line in lines)
            size += line.Length;
        var buffer = ArrayPool<char>.Shared.Rent(size);
        try
        {
            var count = 0;
            foreach (var line in lines)
                count += Encoding.UTF8.GetChars(line.Bytes.Span, buffer.AsSpan(count));
            Console.Out.Write(buffer, 0, count);
            Console.Out.Flush();
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer, clearArray: true);
        }

        return default;
    }

    public ValueTask DisposeAsync() => default;
}
