using System.Net;
using GatewayKit.Kubernetes.Api;

namespace GatewayKit.Kubernetes.Watching;

/// <summary>Whether the reflectors reach the API server.</summary>
internal sealed class ReflectorHealth
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IReflector, bool> _failing = [];
    private bool _isAnswering;

    /// <summary>Whether no reflector fails.</summary>
    public bool IsHealthy
    {
        get
        {
            lock (_lock)
                return _isAnswering && _failing.Count == 0;
        }
    }

    /// <summary>Whether the API server can't be reached, or answers with errors of its own. An API server that denies access is
    /// available.</summary>
    public bool IsUnavailable
    {
        get
        {
            lock (_lock)
                return _failing.Count == 0 ? !_isAnswering : _failing.Values.All(isUnavailable => isUnavailable);
        }
    }

    public void Answered(IReflector reflector)
    {
        lock (_lock)
        {
            _isAnswering = true;
            _failing.Remove(reflector);
        }
    }

    public void Failed(IReflector reflector, Exception error)
    {
        lock (_lock)
            _failing[reflector] = error is not ApiException api || IsOfServer(api.Status);
    }

    private static bool IsOfServer(HttpStatusCode status)
        => status is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;
}
