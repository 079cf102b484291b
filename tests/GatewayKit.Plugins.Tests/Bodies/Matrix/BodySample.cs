using System.Text;

namespace GatewayKit.Plugins.Tests.Bodies.Matrix;

/// <summary>A body for an operation, and what becomes of it.</summary>
/// <param name="Type">The media type.</param>
/// <param name="Text">The text.</param>
/// <param name="Changed">The changed text.</param>
internal sealed record BodySample(string Type, string Text, string Changed)
{
    public byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    /// <summary>Gets the beginning of the text, which operations don't change.</summary>
    public byte[] Cut => Bytes[..5];

    /// <summary>Gets a text with a member or an attribute twice.</summary>
    public byte[] Repeated => IsXml ? "<a b='1' b='2'/>"u8.ToArray() : """{"a":1,"\u0061":2}"""u8.ToArray();

    /// <summary>Gets a text that nests 50,000 levels.</summary>
    public byte[] Deep => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(IsXml ? "<a>" : "[", 50_000)));

    public bool IsXml => Type.EndsWith("xml", StringComparison.Ordinal);
}
