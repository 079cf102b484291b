namespace GatewayKit.Proxy.Forwarding;

/// <summary>The positions of a header's name and value in the buffer of a message.</summary>
/// <param name="Name">The offset of the name.</param>
/// <param name="NameLength">The length of the name.</param>
/// <param name="Value">The offset of the value, without the whitespace around it.</param>
/// <param name="ValueLength">The length of the value.</param>
internal readonly record struct HeaderLine(int Name, int NameLength, int Value, int ValueLength)
{
    /// <summary>The bytes of the name.</summary>
    public Range NameRange => Name..(Name + NameLength);

    /// <summary>The bytes of the value.</summary>
    public Range ValueRange => Value..(Value + ValueLength);
}
