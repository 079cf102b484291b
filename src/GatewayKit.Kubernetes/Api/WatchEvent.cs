using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Api;

/// <summary>An event of a watch.</summary>
/// <param name="Type">The type.</param>
/// <param name="Object">The object; null for a bookmark and for an unreadable object.</param>
/// <param name="Name">The name of the object; empty for a bookmark.</param>
/// <param name="ResourceVersion">The version from which another watch continues.</param>
internal readonly record struct WatchEvent<T>(ChangeType Type, T? Object, ResourceName Name, string ResourceVersion)
    where T : class;
