using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Portal.Trying.Connecting;

/// <summary>The app of the host for connections of the portal.</summary>
/// <param name="inner">The app.</param>
internal sealed class GuardedApplication<TContext>(IHttpApplication<TContext> inner) : IHttpApplication<TContext>
    where TContext : notnull
{
    public TContext CreateContext(IFeatureCollection contextFeatures)
    {
        contextFeatures.Set<IEndpointFeature>(contextFeatures.GetRequiredFeature<MemoryConnection>().Guard);
        return inner.CreateContext(contextFeatures);
    }

    public Task ProcessRequestAsync(TContext context) => inner.ProcessRequestAsync(context);

    public void DisposeContext(TContext context, Exception? exception) => inner.DisposeContext(context, exception);
}
