namespace GatewayKit.Plugins.GrpcJson.Json;

/// <summary>A field in a message: its number, and its value or the position of its value.</summary>
/// <param name="Number">The number of the field.</param>
/// <param name="Type">The type of the value.</param>
/// <param name="Value">The value of a number.</param>
/// <param name="Start">The position of content with a length.</param>
/// <param name="Length">The length of the content.</param>
internal readonly record struct WireField(int Number, WireType Type, ulong Value, int Start, int Length)
{
    public ReadOnlySpan<byte> ContentOf(ReadOnlySpan<byte> message) => message.Slice(Start, Length);
}
