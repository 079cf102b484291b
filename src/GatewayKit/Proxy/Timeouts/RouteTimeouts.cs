using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;

namespace GatewayKit.Proxy.Timeouts;

/// <summary>Applies the timeout of a route in hosts that don't call <c>UseRequestTimeouts()</c>,
/// where YARP would fail each request.</summary>
internal sealed class RouteTimeouts(IServiceProvider services)
{
    public void Apply(EndpointBuilder endpoint)
    {
        if (!endpoint.Metadata.Any(item => item is RequestTimeoutAttribute))
            return;

        var handle = endpoint.RequestDelegate!;
        var app = new ApplicationBuilder(services);
        app.UseRequestTimeouts();
        app.Run(handle);
        var bounded = app.Build();
        endpoint.RequestDelegate = http => http.Features.Get<IHttpRequestTimeoutFeature>() is null ? bounded(http) : handle(http);
    }
}
