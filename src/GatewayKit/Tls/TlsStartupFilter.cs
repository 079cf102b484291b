using GatewayKit.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace GatewayKit.Tls;

/// <summary>Adds the answers to challenges and the redirect to https after the edge and before everything else.</summary>
internal sealed class TlsStartupFilter(TlsState state, IEdgeSettingsProvider edge) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => http => TlsMiddleware.InvokeAsync(http, following, state, edge));
        next(app);
    };
}
