using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace GatewayKit.Proxy.Subrequests;

/// <summary>Notes the pipeline from the edge on. Adds nothing to it.</summary>
internal sealed class SubrequestStartupFilter(SubrequestApplication application) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => application.Pipeline = following);
        next(app);
    };
}
