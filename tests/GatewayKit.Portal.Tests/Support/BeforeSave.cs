using GatewayKit.Portal.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Portal.Tests.Support;

/// <summary>Runs a step of another node before a context saves its changes for the first time.</summary>
internal sealed class BeforeSave(Func<Task> step) : SaveChangesInterceptor
{
    private Func<Task>? _step = step;

    /// <summary>Returns the options of a context that runs a step before it saves.</summary>
    public static void Configure(AccountHost host, DbContextOptionsBuilder options, Func<Task> step)
    {
        host.Portal.Gateway.Services.GetRequiredService<PortalDatabase>().Configure(options);
        options.AddInterceptors(new BeforeSave(step));
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _step, null) is { } step)
            await step();
        return result;
    }
}
