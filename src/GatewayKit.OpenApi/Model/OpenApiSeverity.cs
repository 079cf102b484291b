namespace GatewayKit.OpenApi;

/// <summary>The severity of a finding in a document.</summary>
public enum OpenApiSeverity
{
    /// <summary>The part differs from the specification, but its meaning is clear and is kept.</summary>
    Warning,

    /// <summary>The part can't be used. It is left out: an operation is missing, or a rule of a schema isn't checked. If nothing can be
    /// read, there is no document.</summary>
    Error,
}
