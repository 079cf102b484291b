using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Kinds;

namespace GatewayKit.Kubernetes.TestServer.Storage;

/// <summary>A change of an object, or a signal to watches.</summary>
internal sealed class WatchEvent(WatchEventType type, long version)
{
    private StoredObject? _departed;

    public WatchEventType Type => type;

    public long Version => version;

    /// <summary>The object after the change; its last state if it was deleted.</summary>
    public StoredObject? Current { get; init; }

    /// <summary>The object before the change.</summary>
    public StoredObject? Previous { get; init; }

    public ApiException? Error { get; init; }

    /// <summary>Returns the last state that a selector matched, for a watch whose selector no longer matches the object.</summary>
    public StoredObject Departed(Kind kind) => _departed ??= Previous!.At(version, kind);
}
