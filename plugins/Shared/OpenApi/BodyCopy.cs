using System.Buffers;

namespace GatewayKit.Plugins;

/// <summary>
/// A copy of a body, taken while it streams by: whoever sends and whoever reads notices nothing. Beyond its limit the copy is given up.
/// </summary>
internal sealed class BodyCopy(int limit)
{
    private ArrayBufferWriter<byte>? _copy;

    /// <summary>Whether the end of the body has been seen.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Whether the body is longer than the limit.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>What was copied; nothing of a body that is too long. Only meaningful once the body has ended.</summary>
    public ReadOnlyMemory<byte> Bytes => _copy?.WrittenMemory ?? default;

    /// <summary>The stream to put in between.</summary>
    public Stream Of(Stream source) => new CopiedStream(source, this);

    /// <summary>Takes what was read; nothing means the end.</summary>
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
