using System.IO.Pipelines;
using System.Text;

namespace GatewayKit.Plugins.Tests.Bodies;

/// <summary>A body whose next part arrives when a test says so.</summary>
internal sealed class PausedStream : ReadOnlyStream
{
    private readonly Pipe _pipe = new();
    private int _reads;

    /// <summary>Gets whether no read was in progress when the stream was disposed.</summary>
    public TaskCompletionSource<bool> Disposed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        bytes.CopyTo(_pipe.Writer.GetSpan(bytes.Length));
        _pipe.Writer.Advance(bytes.Length);
        _ = _pipe.Writer.FlushAsync().AsTask();
    }

    public void End() => _pipe.Writer.Complete();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _reads);
        try
        {
            return await _pipe.Reader.AsStream(leaveOpen: true).ReadAsync(buffer, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _reads);
        }
    }

    protected override void Dispose(bool disposing)
    {
        Disposed.TrySetResult(Volatile.Read(ref _reads) == 0);
        base.Dispose(disposing);
    }
}
