namespace GatewayKit.OpenApi.Schemas;

/// <summary>A mistake in a schema.</summary>
/// <param name="Location">Where it is: the URI of the schema, if it has one, and a JSON Pointer as fragment.</param>
/// <param name="Message">What is wrong, and what is allowed.</param>
public sealed record SchemaError(string Location, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Location}: {Message}";
}
