namespace GatewayKit.OpenApi.Schemas;

/// <summary>A finding in a schema: an error or a warning.</summary>
/// <param name="Location">Where it is: the URI of the schema, if it has one, and a JSON Pointer as fragment.</param>
/// <param name="Message">What is wrong, and what is allowed.</param>
public sealed record SchemaError(string Location, string Message)
{
    /// <summary>Whether the keyword is left out or understood. Default: it is left out.</summary>
    public OpenApiSeverity Severity { get; init; } = OpenApiSeverity.Error;

    /// <inheritdoc/>
    public override string ToString() => $"{Location}: {Message}";
}
