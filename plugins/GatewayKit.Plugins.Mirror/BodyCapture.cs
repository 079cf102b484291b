using System.Buffers;

namespace GatewayKit.Plugins.Mirror;

/// <summary>
/// A copy of a body that is made while the body is forwarded, up to a limit. One thread adds bytes; others may see whether it is complete.
/// </summary>
/// <param name="limit">The maximum number of bytes.</param>
/// <param name="length">The announced length; <c>null</c> if it isn't known.</param>
/// <param name="exceed">Called once if the body exceeds the limit.</param>
internal sealed class BodyCapture(long limit, long? length, Action exceed) : IBodyObserver
{
    private ArrayBufferWriter<byte>? _bytes;
    private bool _isTooLong;
    private volatile bool _isComplete = length == 0;

    /// <summary>Gets whether all bytes are there.</summary>
    public bool IsComplete => _isComplete;

    /// <summary>Gets the bytes of a complete body.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes?.WrittenMemory ?? default;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_isTooLong || _isComplete)
            return;

        if (Bytes.Length + bytes.Length > limit)
        {
            _isTooLong = true;
            _bytes = null;
            exceed();
            return;
        }

        if (!bytes.IsEmpty)
            (_bytes ??= new ArrayBufferWriter<byte>()).Write(bytes);
        _isComplete = bytes.IsEmpty || Bytes.Length == length;
    }
}
