namespace GatewayKit.OpenApi.Schemas;

/// <summary>One way in which an instance violates a schema.</summary>
/// <param name="InstanceLocation">The place in the instance: a JSON Pointer (RFC 6901), empty for the whole.</param>
/// <param name="SchemaLocation">The absolute location of the keyword: the URI of its schema, if it has one, and a JSON Pointer
/// as fragment.</param>
/// <param name="Keyword">The keyword that is violated, such as <c>minLength</c>; <c>false</c> for the schema that allows nothing.</param>
/// <param name="Message">What the schema asks for. Never has the instance's value; the name of a property at most, shortened.</param>
public sealed record ValidationError(string InstanceLocation, string SchemaLocation, string Keyword, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(InstanceLocation.Length == 0 ? "(root)" : InstanceLocation)}: {Message} ({SchemaLocation})";
}
