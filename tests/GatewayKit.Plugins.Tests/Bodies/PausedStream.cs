using System.IO.Pipelines;
using System.Text;

namespace GatewayKit.Plugins.Tests.Bodies;

/// <summary>A body whose next part arrives when a test says so.</summary>
internal sealed class PausedStream : ReadOnlyStream
{
    private readonly Pipe _pipe = new();

    public void Add(string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        bytes.CopyTo(_pipe.Writer.GetSpan(bytes.Length));
        _pipe.Writer.Advance(bytes.Length);
        _ = _pipe.Writer.FlushAsync().AsTask();
    }

    public void End() => _pipe.Writer.Complete();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => _pipe.Reader.AsStream(leaveOpen: true).ReadAsync(buffer, cancellationToken);
}
