namespace GatewayKit.JsonSchema;

/// <summary>A finding in a schema: an error or a warning.</summary>
/// <param name="Location">Its location: the URI of the schema, if it has one, with a JSON Pointer as fragment.</param>
/// <param name="Message">The finding, and the allowed values.</param>
public sealed record SchemaError(string Location, string Message)
{
    /// <summary>Whether the keyword is left out or its meaning is clear. Default: it is left out.</summary>
    public SchemaSeverity Severity { get; init; } = SchemaSeverity.Error;

    /// <inheritdoc/>
    public override string ToString() => $"{Location}: {Message}";
}
