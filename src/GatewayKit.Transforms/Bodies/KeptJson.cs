namespace GatewayKit.Transforms;

/// <summary>
/// The text of a JSON body, kept from the request hook to the response hook. The tree of a body can need forty times its memory, so it
/// doesn't wait for the upstream: the text is read again when a response needs it.
/// </summary>
/// <param name="text">The decoded text, which is valid.</param>
internal sealed class KeptJson(ReadOnlyMemory<byte> text)
{
    /// <summary>Returns the body.</summary>
    public JsonTree Read() => JsonTreeText.Parse(text);
}
