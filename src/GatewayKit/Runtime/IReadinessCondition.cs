namespace GatewayKit.Runtime;

/// <summary>A condition of readiness: while a registered service of this type isn't ready, <c>/healthz/ready</c> answers 503. For a source
/// that has nothing to serve when the host starts.</summary>
public interface IReadinessCondition
{
    /// <summary>Gets whether new requests can be sent to this instance.</summary>
    bool IsReady { get; }

    /// <summary>Gets a note that <c>/healthz/ready</c> adds to its answer while this instance is ready, such as that it serves a copy. Null
    /// for none.</summary>
    string? Remark => null;
}
