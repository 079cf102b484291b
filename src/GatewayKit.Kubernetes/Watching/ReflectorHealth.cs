using GatewayKit.Kubernetes.Api;

namespace GatewayKit.Kubernetes.Watching;

/// <summary>Whether the reflectors reach the API server.</summary>
internal sealed class ReflectorHealth
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IReflector, bool> _failing = [];
    private TaskCompletionSource _returned = new(TaskCreationOptions.RunContinuationsAsynchronously);
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

    /// <summary>Completes when the API server answers a reflector for which it was unavailable. The others needn't wait longer: a state
    /// with new routes and old endpoints would be worse than an old state.</summary>
    public Task Returned
    {
        get
        {
            lock (_lock)
                return _returned.Task;
        }
    }

    public void Answered(IReflector reflector)
    {
        lock (_lock)
        {
            _isAnswering = true;
            if (!_failing.Remove(reflector, out var wasUnavailable) || !wasUnavailable)
                return;

            _returned.SetResult();
            _returned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Failed(IReflector reflector, Exception error)
    {
        lock (_lock)
            _failing[reflector] = ApiFailure.IsOfServer(error);
    }
}
