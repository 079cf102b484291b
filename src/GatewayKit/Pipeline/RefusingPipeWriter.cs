using System.IO.Pipelines;

namespace GatewayKit.Pipeline;

/// <summary>Rejects writes of a hook to the response's body.</summary>
internal sealed class RefusingPipeWriter : PipeWriter
{
    public static readonly RefusingPipeWriter Instance = new();

    public override void Advance(int bytes) => throw HookMisuseException.Writes();

    public override Memory<byte> GetMemory(int sizeHint = 0) => throw HookMisuseException.Writes();

    public override Span<byte> GetSpan(int sizeHint = 0) => throw HookMisuseException.Writes();

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => throw HookMisuseException.Writes();

    public override void Complete(Exception? exception = null) => throw HookMisuseException.Writes();

    public override void CancelPendingFlush()
    {
    }
}
