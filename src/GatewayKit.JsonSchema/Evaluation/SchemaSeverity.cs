namespace GatewayKit.JsonSchema;

/// <summary>The severity of a finding in a schema.</summary>
public enum SchemaSeverity
{
    /// <summary>The keyword differs from the specification, but its meaning is clear and is kept.</summary>
    Warning,

    /// <summary>The keyword can't be used and isn't checked.</summary>
    Error,
}
