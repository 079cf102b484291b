using GatewayKit.Kubernetes.TestServer.Requests;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Faults;

/// <summary>A fault of some requests. It ends when it is disposed or has happened often enough.</summary>
public sealed class Fault : IDisposable
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<HttpContext, Task, Task<bool>> _action;
    private readonly string? _verb;
    private readonly string? _resource;
    private int _remaining;
    private int _count;

    internal Fault(string? verb, string? resource, int times, Func<HttpContext, Task, Task<bool>> action)
        => (_verb, _resource, _remaining, _action) = (verb, resource, times, action);

    /// <summary>Gets how often the fault has happened.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Ends the fault. Requests that hang are answered then.</summary>
    public void Dispose() => _ended.TrySetResult();

    /// <summary>Lets the fault happen to a request that it concerns.</summary>
    /// <returns>Whether the request is answered.</returns>
    internal Task<bool> Happen(HttpContext context, RequestRecord request)
    {
        if (_ended.Task.IsCompleted
            || (_verb is not null && _verb != request.Verb)
            || (_resource is not null && _resource != request.Resource)
            || Interlocked.Decrement(ref _remaining) < 0)
            return Task.FromResult(false);

        Interlocked.Increment(ref _count);
        return _action(context, _ended.Task);
    }
}
