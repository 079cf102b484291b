namespace GatewayKit.Plugins.CorrelationId;

/// <summary>The source of a new id.</summary>
public enum CorrelationIdGenerator
{
    /// <summary>A random UUID (RFC 9562, version 4), 36 characters.</summary>
    Uuid,

    /// <summary>The trace id of the request (W3C Trace Context), or the server's request id if the request has no trace.</summary>
    Trace,
}
