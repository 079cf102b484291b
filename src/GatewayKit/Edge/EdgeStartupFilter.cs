using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace GatewayKit.Edge;

/// <summary>Adds the edge before and after the host's own pipeline, including routing.</summary>
internal sealed class EdgeStartupFilter(IEdgeSettingsProvider settings, IUnmatchedAnswers answers) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => http => EdgeMiddleware.BeforeAsync(http, following, settings, answers));
        next(app);
        app.Run(http => EdgeMiddleware.AfterAsync(http, settings, answers));
    };
}
