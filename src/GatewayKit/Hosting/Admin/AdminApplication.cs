using GatewayKit.Runtime;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace GatewayKit.Hosting.Admin;

/// <summary>
/// Serves <c>/healthz/live</c>, which is always 200, and <c>/healthz/ready</c>, which is 200 while new
/// requests should be sent to this instance and otherwise 503.
/// They come before the endpoints, so that no endpoint or policy can block them.
/// </summary>
/// <param name="readiness">The readiness.</param>
/// <param name="lifetime">The lifetime of the host, for readiness.</param>
/// <param name="contexts">Creates the contexts.</param>
/// <param name="endpoints">Handles all other requests; null for health checks only.</param>
internal sealed class AdminApplication(
    Readiness readiness, IHostApplicationLifetime lifetime, IHttpContextFactory contexts, RequestDelegate? endpoints)
    : IHttpApplication<HttpContext>
{
    private static readonly GatewayResponse s_unknownPath = GatewayResponse.Problem(
        404, "Not Found", "This address serves GET /healthz/live and GET /healthz/ready.");

    public HttpContext CreateContext(IFeatureCollection contextFeatures)
    {
        contextFeatures.Get<AdminConnection>()?.Begin();
        return contexts.Create(contextFeatures);
    }

    public Task ProcessRequestAsync(HttpContext context) => Path(context.Request) switch
    {
        "/healthz/live" => Text(StatusCodes.Status200OK, "live\n").WriteUncachedAsync(context),
        "/healthz/ready" => Readiness().WriteUncachedAsync(context),
        _ => endpoints?.Invoke(context) ?? s_unknownPath.WriteUncachedAsync(context),
    };

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        var connection = context.Features.Get<AdminConnection>();
        contexts.Dispose(context);
        connection?.End();
    }

    private static string? Path(HttpRequest request)
        => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? request.Path.Value : null;

    private static GatewayResponse Text(int status, string text) => GatewayResponse.Text(status, text, "text/plain");

    private GatewayResponse Readiness()
    {
        if (readiness.IsDraining || lifetime.ApplicationStopping.IsCancellationRequested)
            return Text(StatusCodes.Status503ServiceUnavailable, "stopping\n");

        return readiness.IsReady && lifetime.ApplicationStarted.IsCancellationRequested
            ? Text(StatusCodes.Status200OK, string.Join("\n", readiness.Remarks.Prepend("ready")) + "\n")
            : Text(StatusCodes.Status503ServiceUnavailable, "starting\n");
    }
}
