using System.Buffers;
using System.IO.Pipelines;

namespace GatewayKit.Proxy.Subrequests;

/// <summary>Pipes between a subrequest and its sender.</summary>
internal static class SubrequestPipe
{
    /// <summary>The number of bytes that a pipe holds before its writer waits.</summary>
    public const int Capacity = 64 * 1024;

    public static PipeOptions Options { get; } = new(
        pauseWriterThreshold: Capacity, resumeWriterThreshold: Capacity / 2, useSynchronizationContext: false);

    /// <summary>Reads the next bytes.</summary>
    /// <returns>Their number; 0 at the end, and -1 if the pending read was canceled.</returns>
    public static async ValueTask<int> ReadAsync(PipeReader reader, Memory<byte> target, CancellationToken cancellation)
    {
        var result = await reader.ReadAsync(cancellation).ConfigureAwait(false);
        var buffer = result.Buffer;
        if (result.IsCanceled)
        {
            reader.AdvanceTo(buffer.Start);
            return -1;
        }

        var count = (int)Math.Min(buffer.Length, target.Length);
        var part = buffer.Slice(0, count);
        part.CopyTo(target.Span);

        // From here on, the pipe uses the memory of the part again.
        reader.AdvanceTo(part.End);
        return count;
    }
}
