using System.Buffers;
using GatewayKit.Plugins.GrpcJson.Json;

namespace GatewayKit.Plugins.GrpcJson.Calls;

/// <summary>The JSON of a message in memory. A short message can become a long text, so its length has a limit.</summary>
/// <param name="limit">The maximum length in bytes.</param>
internal sealed class LimitedOutput(int limit) : IBufferWriter<byte>
{
    private readonly ArrayBufferWriter<byte> _written = new();
    private bool _isFull;

    public ReadOnlyMemory<byte> Written => _written.WrittenMemory;

    /// <exception cref="TranscodingException">The text is longer than the limit.</exception>
    public void Advance(int count)
    {
        // A writer that is disposed after a failure still writes the rest.
        if (_isFull)
            return;

        _written.Advance(count);
        _isFull = _written.WrittenCount > limit;
        if (_isFull)
            throw TranscodingException.TooLarge();
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _written.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _written.GetSpan(sizeHint);
}
