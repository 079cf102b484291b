using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace GatewayKit.Tests.Proxy.Routing;

/// <summary>A policy of the host that holds the construction of a matcher when a test wants it to.</summary>
internal sealed class HoldingMatcherPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private volatile TaskCompletionSource? _release;

    public override int Order => 0;

    public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Holds the next matcher.</summary>
    /// <returns>The task that releases it.</returns>
    public TaskCompletionSource Hold() => _release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints)
    {
        if (_release is { } release)
        {
            Entered.TrySetResult();
            release.Task.Wait(s_patience);
        }

        return false;
    }

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates) => throw new NotSupportedException();
}
