using System.Buffers;

namespace GatewayKit.Plugins;

/// <summary>
/// A copy of a body that is made while the body streams through, without changing it. A body beyond the limit isn't copied.
/// </summary>
internal sealed class BodyCopy(int limit)
{
    private ArrayBufferWriter<byte>? _copy;

    /// <summary>Gets a value that indicates whether the end of the body was reached.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Gets a value that indicates whether the body exceeds the limit.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Gets the copied bytes after the end of the body; empty if the body exceeds the limit.</summary>
    public ReadOnlyMemory<byte> Bytes => _copy?.WrittenMemory ?? default;

    /// <summary>Wraps a stream so that its content is copied as it is read.</summary>
    public Stream Of(Stream source) => new CopiedStream(source, this);

    /// <summary>Adds bytes that were read; an empty span means the end.</summary>
    public void Add(ReadOnlySpan<byte> read)
    {
        if (read.IsEmpty)
        {
            IsEnded = true;
        }
        else if (Bytes.Length + read.Length > limit)
        {
            IsTooLong = true;
            _copy = null;
        }
        else if (!IsTooLong)
        {
            (_copy ??= new ArrayBufferWriter<byte>()).Write(read);
        }
    }
}
