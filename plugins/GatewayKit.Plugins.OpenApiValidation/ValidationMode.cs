namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>What happens with messages that violate the document.</summary>
public enum ValidationMode
{
    /// <summary>They go no further: the client gets a problem that says why.</summary>
    Enforce,

    /// <summary>They go on; the log and a metric say so.</summary>
    Report,

    /// <summary>Validation is off.</summary>
    Off,
}
