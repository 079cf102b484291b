using System.Runtime.InteropServices;

namespace GatewayKit.Statistics.Sampling;

/// <summary>A number that all processors change, on a cache line of its own: fields beside it, which they only read, stay in their
/// caches.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct PaddedNumber
{
    [FieldOffset(128)]
    public long Value;
}
