namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>The handling of messages that violate the document.</summary>
public enum ValidationMode
{
    /// <summary>Reject the message: the client gets a problem with the violations.</summary>
    Enforce,

    /// <summary>Forward the message, and report the violations in the log and a metric.</summary>
    Report,

    /// <summary>Validation is off.</summary>
    Off,
}
