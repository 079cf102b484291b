using GatewayKit.Kubernetes.Api;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Kubernetes.Watching;

/// <summary>The objects that all reflectors share.</summary>
internal sealed record ReflectorParts(ApiServer Api, WatchSettings Settings, ReflectorHealth Health, TimeProvider Time, ILogger Logger);
