using System.Buffers;

namespace GatewayKit.OpenApi.Http;

/// <summary>
/// A copy of a body that is made while the body streams through, without changing it. A body beyond the limit isn't copied.
/// </summary>
public sealed class BodyCopy
{
    private readonly long _limit;
    private ArrayBufferWriter<byte>? _copy;

    internal BodyCopy(ByteSize limit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit.Bytes, Array.MaxLength, nameof(limit));
        _limit = limit.Bytes;
    }

    /// <summary>Gets a value that indicates whether the end of the body was reached.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Gets a value that indicates whether the body exceeds the limit.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Gets the copied bytes after the end of the body; empty if the body exceeds the limit.</summary>
    public ReadOnlyMemory<byte> Bytes => _copy?.WrittenMemory ?? default;

    /// <summary>Wraps a stream so that its content is copied as it is read.</summary>
    internal Stream Of(Stream source) => new CopiedStream(source, this);

    /// <summary>Adds bytes that were read; an empty span means the end.</summary>
    internal void Add(ReadOnlySpan<byte> read)
    {
        if (read.IsEmpty)
        {
            IsEnded = true;
        }
        else if ((long)Bytes.Length + read.Length > _limit)
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
