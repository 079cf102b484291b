using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace GatewayKit.Edge;

/// <summary>Puts the edge in front of and behind the host's own pipeline, routing included.</summary>
internal sealed class EdgeStartupFilter(IEdgeSettingsProvider settings, IUnmatchedAnswers answers) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => http => EdgeMiddleware.BeforeAsync(http, following, settings, answers));
        next(app);
        app.Run(http => EdgeMiddleware.AfterAsync(http, settings, answers));
    };
}
