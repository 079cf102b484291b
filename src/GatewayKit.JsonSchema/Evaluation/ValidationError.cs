namespace GatewayKit.JsonSchema;

/// <summary>A violation of a schema by an instance.</summary>
/// <param name="InstanceLocation">The location in the instance as a JSON Pointer (RFC 6901); empty for the whole instance.</param>
/// <param name="SchemaLocation">The absolute location of the keyword: the URI of its schema, if it has one, with a JSON Pointer as
/// fragment.</param>
/// <param name="Keyword">The violated keyword, such as <c>minLength</c>; <c>false</c> for the schema that rejects everything.</param>
/// <param name="Message">The requirement. Never contains the instance's value; at most the name of a property, shortened.</param>
public sealed record ValidationError(string InstanceLocation, string SchemaLocation, string Keyword, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(InstanceLocation.Length == 0 ? "(root)" : InstanceLocation)}: {Message} ({SchemaLocation})";
}
