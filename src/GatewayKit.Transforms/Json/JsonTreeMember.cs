namespace GatewayKit.Transforms;

/// <summary>A member of an object.</summary>
/// <param name="Name">The name.</param>
/// <param name="Text">The name as JSON text.</param>
/// <param name="Value">The value.</param>
internal readonly record struct JsonTreeMember(string Name, ReadOnlyMemory<byte> Text, JsonTree Value)
{
    public JsonTreeMember(string name, JsonTree value) : this(name, JsonTreeText.Quote(name), value)
    {
    }
}
