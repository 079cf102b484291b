using System.Runtime.CompilerServices;

namespace GatewayKit.Plugins.StreamLimits.Frames;

/// <summary>The bytes of an incomplete header, which wait for the rest of it.</summary>
internal struct HeldBytes
{
    private Bytes _bytes;

    /// <summary>Gets the number of bytes.</summary>
    public int Length { get; private set; }

    public void Set(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes);
        Length = bytes.Length;
    }

    /// <summary>Copies the bytes, and returns their number.</summary>
    public readonly int CopyTo(Span<byte> target)
    {
        ((ReadOnlySpan<byte>)_bytes)[..Length].CopyTo(target);
        return Length;
    }

    [InlineArray(FrameHeader.Longest)]
    private struct Bytes
    {
        private byte _first;
    }
}
