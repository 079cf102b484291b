using GatewayKit.Portal.Email;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Accounts;

/// <summary>Runs the steps of a request that depend on whether an account exists, in the queue of the messages that they send.</summary>
internal sealed class AccountSteps(IServiceScopeFactory scopes, EmailQueue queue)
{
    /// <summary>Adds a step, which gets a service of its own.</summary>
    public void Add<T>(Func<T, CancellationToken, Task> step)
        where T : notnull
        => queue.Add(async cancellation =>
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
                await step(scope.ServiceProvider.GetRequiredService<T>(), cancellation).ConfigureAwait(false);
        });
}
