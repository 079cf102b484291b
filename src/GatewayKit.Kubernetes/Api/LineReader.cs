using System.Buffers;
using System.IO.Pipelines;

namespace GatewayKit.Kubernetes.Api;

/// <summary>Reads the lines of a watch.</summary>
internal sealed class LineReader(Stream stream) : IDisposable
{
    /// <summary>More than the API server stores in one object.</summary>
    private const int LongestLine = 16 * 1024 * 1024;

    private readonly PipeReader _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: false));

    /// <summary>Returns the next line without its end; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(cancellation).ConfigureAwait(false);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end).ToArray();
                _reader.AdvanceTo(buffer.GetPosition(1, end));
                if (line.Length > 0)
                    return line;
                continue;
            }

            // A last line without an end was cut off.
            if (read.IsCompleted)
                return null;
            if (buffer.Length > LongestLine)
                throw new InvalidDataException($"An event of a watch is longer than {LongestLine} bytes.");
            _reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    public void Dispose() => _reader.Complete();
}
