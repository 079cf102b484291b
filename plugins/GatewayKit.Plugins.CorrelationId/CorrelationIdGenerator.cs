namespace GatewayKit.Plugins.CorrelationId;

/// <summary>Where a new id comes from.</summary>
public enum CorrelationIdGenerator
{
    /// <summary>A random UUID (RFC 9562, version 4), 36 characters.</summary>
    Uuid,

    /// <summary>The id of the trace that the request belongs to (W3C Trace Context), or else the server's id of the request.</summary>
    Trace,
}
